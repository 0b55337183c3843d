package dev.homeport.http.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.ZstdInputStream;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.coding.Compressor.Effort;
import dev.homeport.http.semantics.Coding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

class ContentCodingTest {
    private static final String LONG = "All work and no play. ".repeat(100);

    private static Response page(String text) {
        return Response.html(200, text).with("etag", "\"v1\"");
    }

    private static Response filter(Response answer, String... fields) throws Exception {
        return ContentCoding.DEFAULT.filter(Requests.get("/", fields), _ -> answer);
    }

    private static byte[] bytes(Response response) {
        return ((Body.Bytes) response.body()).bytes();
    }

    private static byte[] decode(Coding coding, byte[] coded) throws IOException {
        return switch (coding) {
            case IDENTITY -> coded;
            case GZIP -> new GZIPInputStream(new ByteArrayInputStream(coded)).readAllBytes();
            case BR -> Decoder.decompress(coded).getDecompressedData();
            case ZSTD -> new ZstdInputStream(new ByteArrayInputStream(coded)).readAllBytes();
        };
    }

    @Test
    void compressesWhatTheClientTakes() throws Exception {
        Response gzip = filter(page(LONG), "accept-encoding", "gzip");
        assertEquals("gzip", gzip.headers().joined("content-encoding"));
        assertEquals("accept-encoding", gzip.headers().joined("vary"));
        assertEquals("\"v1--gzip\"", gzip.headers().joined("etag"));
        String text = new String(decode(Coding.GZIP, bytes(gzip)), StandardCharsets.UTF_8);
        assertEquals(LONG, text);
        Response br = filter(page(LONG), "accept-encoding", "gzip, br");
        assertEquals("br", br.headers().joined("content-encoding"));
        assertEquals(LONG, new String(decode(Coding.BR, bytes(br)), StandardCharsets.UTF_8));
    }

    @Test
    void leavesTheBytesButSaysThatItVaries() throws Exception {
        assertPlain(filter(page(LONG)));
        assertPlain(filter(page(LONG), "accept-encoding", "gzip;q=0"));
        assertPlain(filter(page("short"), "accept-encoding", "gzip"));
    }

    private static void assertPlain(Response response) {
        assertEquals("", response.headers().joined("content-encoding"));
        assertEquals("accept-encoding", response.headers().joined("vary"));
        assertEquals("\"v1\"", response.headers().joined("etag"));
    }

    @Test
    void takesTheQuickestOfWhatIsLikedEqually() throws Exception {
        Response zstd = filter(page(LONG), "accept-encoding", "gzip, deflate, br, zstd");
        assertEquals("zstd", zstd.headers().joined("content-encoding"));
        assertEquals("\"v1--zstd\"", zstd.headers().joined("etag"));
        Response br = filter(page(LONG), "accept-encoding", "zstd;q=0.8, br;q=0.9");
        assertEquals("br", br.headers().joined("content-encoding"));
    }

    @Test
    void codesEvenWhatDoesNotShrinkForWhoRefusesTheIdentity() throws Exception {
        Response image = page("short").with("content-type", "image/png");
        for (Response each : new Response[] {page("short"), image}) {
            Response coded = filter(each, "accept-encoding", "identity;q=0, gzip");
            assertEquals("gzip", coded.headers().joined("content-encoding"));
            assertArrayEquals(bytes(each), decode(Coding.GZIP, bytes(coded)));
        }
    }

    @Test
    void refusesWhoTakesNoCodingAtAllUnlessSomethingWasDone() throws Exception {
        String[] none = {"accept-encoding", "identity;q=0, deflate"};
        Response refused = filter(page(LONG), none);
        assertEquals(406, refused.status());
        assertEquals("accept-encoding", refused.headers().joined("vary"));
        assertEquals(404, filter(Response.html(404, LONG), none).status());
        Request post = Requests.of("POST", "/", none);
        assertEquals(200, ContentCoding.DEFAULT.filter(post, _ -> page(LONG)).status());
    }

    @Test
    void addsToWhatVariesAlready() throws Exception {
        Response cookie = page(LONG).with("vary", "cookie");
        assertEquals("cookie, accept-encoding", filter(cookie).headers().joined("vary"));
        Response any = page(LONG).with("vary", "*");
        assertEquals("*", filter(any).headers().joined("vary"));
    }

    @Test
    void leavesAloneWhatMustNotBeCoded() throws Exception {
        Response image = page(LONG).with("content-type", "image/png");
        Response coded = page(LONG).with("content-encoding", "br");
        Response part =
                new Response(206, Headers.of("content-type", "text/plain"), Body.text(LONG));
        Response fixed = page(LONG).with("cache-control", "no-transform");
        for (Response each : new Response[] {image, coded, part, fixed, Response.of(204)}) {
            assertEquals(each, filter(each, "accept-encoding", "gzip"));
        }
        for (Response each : new Response[] {coded, part, fixed}) {
            assertEquals(each, filter(each, "accept-encoding", "gzip, identity;q=0"));
        }
    }

    @Test
    void handlersSeeTheirOwnTags() throws Exception {
        Handler handler =
                request -> {
                    assertEquals("\"v1\"", request.headers().joined("if-none-match"));
                    return Response.of(304).with("etag", "\"v1\"");
                };
        Request request = Requests.get("/", "if-none-match", "\"v1--gzip\"");
        Response response = ContentCoding.DEFAULT.filter(request, handler);
        assertEquals("\"v1--gzip\"", response.headers().joined("etag"));
        assertEquals("accept-encoding", response.headers().joined("vary"));
    }

    @Test
    void aTagOfCodedContentMatchesOnWrite() throws Exception {
        Handler handler =
                request -> Response.text(200, "text/plain", request.headers().joined("if-match"));
        Request request = Requests.of("PUT", "/", "if-match", "\"v0\", \"v1--br\"");
        Response response = ContentCoding.DEFAULT.filter(request, handler);
        assertEquals("\"v0\", \"v1\"", new String(bytes(response), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 70_000, 1_000_000})
    void whatIsCompressedIsDecompressed(int length) throws IOException {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) content[i] = (byte) random.nextInt(i % 3 == 0 ? 256 : 2);
        for (Coding coding : Coding.values()) {
            if (!Compressor.isAvailable(coding)) continue;
            for (Effort effort : Effort.values()) {
                byte[] coded = Compressor.compress(coding, effort, content);
                assertArrayEquals(content, decode(coding, coded), coding + " seed " + seed);
                assertArrayEquals(coded, Compressor.compress(coding, effort, content));
            }
        }
    }

    @Test
    void allCodingsAreThereOnThisPlatform() {
        for (Coding coding : Coding.values()) assertTrue(Compressor.isAvailable(coding));
    }
}

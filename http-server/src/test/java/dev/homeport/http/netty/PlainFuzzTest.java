package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.http.HttpLimits;
import dev.homeport.http.netty.H1Scan.Verdict;
import dev.homeport.http.plain.PlainHead;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the short way takes for a plain request, the scan lets through as one whole message of the
 * same length, and the decoder reads as the same request: nothing is let in that they refuse.
 */
class PlainFuzzTest {
    private static final List<String> FIELDS =
            List.of(
                    "Host: a",
                    "host:a:80 ",
                    "Accept-Encoding: gzip, br;q=0.5",
                    "If-None-Match: \"x\", W/\"y\"",
                    "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
                    "Range: bytes=1-2",
                    "Connection: keep-alive",
                    "User-Agent: \t Mozilla/5.0 \u00e9\u0085 \t",
                    "Referer:http://a/b ",
                    "Cookie: a=b; c=d",
                    "Sec-Fetch-Site: none",
                    "Accept: */*");

    @FuzzTest
    void plainIsWholeAndInOrder(byte[] bytes) {
        check(bytes, HttpLimits.DEFAULT, "");
    }

    /** Whether it was plain. */
    private static boolean check(byte[] bytes, HttpLimits limits, String message) {
        PlainHead head = new PlainHead(limits);
        int length = head.read(bytes, 0, bytes.length);
        if (length == 0) return false;
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        H1Scan scan = new H1Scan(limits);
        assertEquals(Verdict.PASS_LAST, scan.next(in), message);
        assertEquals(length, scan.length(), message);
        EmbeddedChannel decoder = new EmbeddedChannel(new HttpRequestDecoder());
        decoder.writeInbound(in.readRetainedSlice(length));
        in.release();
        HttpRequest request = decoder.readInbound();
        assertFalse(request.decoderResult().isFailure(), message);
        same(head, request, message);
        ReferenceCountUtil.release(request);
        decoder.finishAndReleaseAll();
        return true;
    }

    private static void same(PlainHead head, HttpRequest request, String message) {
        byte[] key = new byte[PlainHead.BYTES_MAX];
        String text = new String(key, 0, head.key(key), StandardCharsets.ISO_8859_1);
        HttpHeaders fields = request.headers();
        StringBuilder expected = new StringBuilder(request.method() + " " + request.uri());
        for (String name :
                List.of("host", "accept-encoding", "if-none-match", "if-modified-since", "range")) {
            expected.append('\n');
            assertTrue(fields.getAll(name).size() <= 1, message);
            if (fields.contains(name)) expected.append(':').append(fields.get(name));
        }
        assertEquals(expected.toString(), text, message);
        assertEquals(fields.get("referer", ""), head.referer(new PlainHead.Recalled()), message);
        assertEquals(
                fields.get("user-agent", ""), head.userAgent(new PlainHead.Recalled()), message);
    }

    @Test
    void randomRequestsAreReadTheSame() {
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        int plain = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = request(random).getBytes(StandardCharsets.ISO_8859_1);
            if (random.nextInt(3) == 0) change(bytes, random);
            HttpLimits limits =
                    random.nextInt(4) == 0
                            ? HttpLimits.DEFAULT.withHead(
                                    14 + random.nextInt(10), 20 + random.nextInt(200), 4)
                            : HttpLimits.DEFAULT;
            if (check(bytes, limits, "seed " + seed + " round " + round)) plain++;
        }
        assertTrue(plain > 2_000, "only " + plain);
    }

    private static String request(SplittableRandom random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "GET " : "HEAD ");
        text.append(random.nextBoolean() ? "/" : "/a%20b?c=d/e").append(" HTTP/1.1\r\n");
        int start = random.nextInt(2);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int field = i == 0 ? start : random.nextInt(FIELDS.size());
            text.append(FIELDS.get(field)).append("\r\n");
        }
        return text.append("\r\n").append(random.nextBoolean() ? "" : "GET").toString();
    }

    private static void change(byte[] bytes, SplittableRandom random) {
        String odd = "\r\n \t:;,\0\"0159aZ\u007f\u0080\u00ff";
        byte one = (byte) odd.charAt(random.nextInt(odd.length()));
        bytes[random.nextInt(bytes.length)] = one;
    }

    @Test
    void theTableOfConnectionsIsReadTheSame() throws IOException {
        for (CaseTable.Case each : Http1GrammarTest.cases()) {
            if (each.bytes().contains("{")) continue;
            String bytes = CaseTable.unescape(each.bytes());
            check(bytes.getBytes(StandardCharsets.ISO_8859_1), HttpLimits.DEFAULT, each.toString());
        }
    }
}

package dev.homeport.http.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;

import dev.homeport.http.Body;
import dev.homeport.http.BodySink;
import dev.homeport.http.Headers;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Coding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

class StreamCodingTest {
    private static final String LONG = "All work and no play. ".repeat(5000);

    /** Keeps what it gets, and how much of it was flushed. */
    private static final class Memory extends BodySink {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private int flushed;
        private boolean ending;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            all.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            flushed = all.size();
        }

        @Override
        public boolean isEnding() {
            return ending;
        }

        @Override
        public void whenEnding(Runnable wake) {
            wake.run();
        }
    }

    private static Response filtered(Coding coding, Body.Writer writer) throws Exception {
        Response answer =
                new Response(200, Headers.of("content-type", "text/plain"), Body.stream(writer));
        return ContentCoding.DEFAULT.filter(
                Requests.get("/", "accept-encoding", coding.token()), _ -> answer);
    }

    private static void run(Response response, BodySink sink) throws Exception {
        ((Body.Stream) response.body()).writer().write(sink);
    }

    private static InputStream decoding(Coding coding, byte[] coded) throws IOException {
        InputStream in = new ByteArrayInputStream(coded);
        return switch (coding) {
            case IDENTITY -> in;
            case GZIP -> new GZIPInputStream(in);
            case BR -> {
                BrotliInputStream brotli = new BrotliInputStream(in);
                brotli.enableEagerOutput();
                yield brotli;
            }
            case ZSTD -> new ZstdInputStream(in).setContinuous(true);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
    void contentIsCodedAsItIsWritten(Coding coding) throws Exception {
        Response coded = filtered(coding, sink -> sink.write(bytes(LONG)));
        assertEquals(coding.token(), coded.headers().joined("content-encoding"));
        assertEquals(Body.UNKNOWN_LENGTH, coded.body().length());
        Memory memory = new Memory();
        run(coded, memory);
        assertTrue(memory.all.size() < LONG.length() / 10);
        byte[] plain = decoding(coding, memory.all.toByteArray()).readAllBytes();
        assertEquals(LONG, new String(plain, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
    void whatIsFlushedCanBeRead(Coding coding) throws Exception {
        Memory memory = new Memory();
        Body.Writer writer =
                sink -> {
                    sink.write(bytes("begin"));
                    sink.flush();
                    byte[] sent = memory.all.toByteArray();
                    assertEquals(sent.length, memory.flushed);
                    byte[] plain = new byte[5];
                    // One by one: a decoder of Brotli fails when it is asked for more than there
                    // is.
                    InputStream in = decoding(coding, sent);
                    for (int i = 0; i < 5; i++) plain[i] = (byte) in.read();
                    assertEquals("begin", new String(plain, StandardCharsets.UTF_8));
                    assertFalse(sink.isEnding());
                    sink.whenEnding(() -> memory.ending = true);
                    assertTrue(sink.isEnding());
                };
        run(filtered(coding, writer), memory);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
    void halfOfAContentHasNoEnd(Coding coding) throws Exception {
        Memory memory = new Memory();
        Body.Writer writer =
                sink -> {
                    sink.write(bytes("begin"));
                    sink.flush();
                    throw new IOException("planned");
                };
        Response coded = filtered(coding, writer);
        IOException failure = assertThrows(IOException.class, () -> run(coded, memory));
        assertEquals("planned", failure.getMessage());
        assertEquals(memory.flushed, memory.all.size());
    }

    @Test
    void eventsAndShortStreamsAreLeftAlone() throws Exception {
        Response events =
                new Response(
                        200, Headers.of("content-type", "text/event-stream"), Body.stream(_ -> {}));
        var request = Requests.get("/", "accept-encoding", "gzip");
        assertEquals(events, ContentCoding.DEFAULT.filter(request, _ -> events));
        Response brief =
                new Response(
                        200,
                        Headers.of("content-type", "text/plain", "vary", "accept-encoding"),
                        Body.stream(1023, _ -> {}));
        assertEquals(brief, ContentCoding.DEFAULT.filter(request, _ -> brief));
    }
}

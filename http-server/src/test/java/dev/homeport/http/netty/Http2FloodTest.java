package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Handler;
import dev.homeport.http.Http2Limits;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Response;
import dev.homeport.http.netty.FrameClient.Frame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Clients of HTTP/2 that cost the server more than themselves, as raw frames (RFC 9113 10.5). Each
 * loses its connection or its stream, and another client still gets its page.
 */
class Http2FloodTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Http2Limits FEW = new Http2Limits(8, 20, 50, 2, 4, 30);
    private static final HttpLimits LIMITS = TestServer.LIMITS.withHttp2(FEW);
    private static final int ENOUGH = 2_000;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Handler handler = Handler.inline(this::answer);
    private TestServer server = TestServer.of(LIMITS, handler);

    private Response answer(dev.homeport.http.Request request) {
        asked.incrementAndGet();
        return switch (request.path()) {
            case "/large" -> Response.text(200, "text/plain", "x".repeat(1 << 20));
            case "/kilobyte" -> Response.text(200, "text/plain", "x".repeat(1024));
            default -> TestServer.echo(request);
        };
    }

    private void restart(HttpLimits limits, Handler other) {
        server.close();
        server = TestServer.of(limits, other);
    }

    @AfterEach
    void othersAreServed() {
        gate.countDown();
        try (RawClient other = server.connect();
                FrameClient another = new FrameClient(server.plain())) {
            assertEquals(200, other.get("/").answer().status());
            another.send(FrameClient.request(1, "/"));
            assertTrue(another.next(FrameClient.HEADERS, 1).isPresent());
        } finally {
            server.close();
        }
        assertTrue(server.recorder().broken.isEmpty(), () -> "" + server.recorder().broken);
    }

    /** Sends what {@code step} gives until the server has closed; gives the code it said. */
    private Optional<Integer> flood(FrameClient client, IntFunction<byte[]> step) {
        for (int i = 0; i < ENOUGH && client.send(step.apply(i)); i++) {}
        return client.goneAway();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    /** CVE-2023-44487. */
    @Test
    void rapidResetsEndTheConnection() {
        try (FrameClient client = new FrameClient(server.plain())) {
            Optional<Integer> code = flood(client, i -> openAndReset(2 * i + 1));
            assertEquals(Optional.of(FrameClient.CALM), code);
        }
        assertTrue(asked.get() <= FEW.resetsMax() + 1, () -> asked + " requests ran");
    }

    private static byte[] openAndReset(int stream) {
        byte[] cancel = FrameClient.number(8);
        return join(
                FrameClient.request(stream, "/"),
                FrameClient.frame(FrameClient.RST_STREAM, 0, stream, cancel));
    }

    /** CVE-2025-8671: the client makes the server reset, by each mistake that does. */
    @ParameterizedTest
    @ValueSource(strings = {"no increment", "overflow", "own parent", "data", "length"})
    void resetsThatTheClientCausesEndTheConnection(String mistake) {
        // A window without room keeps the streams open until the mistake.
        try (FrameClient client = new FrameClient(server.plain(), 4, 0)) {
            Optional<Integer> code =
                    flood(
                            client,
                            i ->
                                    join(
                                            FrameClient.request(2 * i + 1, "/large"),
                                            mistaken(mistake, 2 * i + 1)));
            assertEquals(Optional.of(FrameClient.CALM), code);
        }
        // What was read together with the last one that is borne may run, too.
        assertTrue(asked.get() < ENOUGH / 10, () -> asked + " requests ran");
    }

    private static byte[] mistaken(String mistake, int stream) {
        return switch (mistake) {
            case "no increment" ->
                    FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, stream, FrameClient.number(0));
            case "overflow" -> {
                byte[] most = FrameClient.number(Integer.MAX_VALUE);
                byte[] update = FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, stream, most);
                yield join(update, update);
            }
            case "own parent" -> {
                byte[] parent = join(number(stream), new byte[1]);
                yield FrameClient.frame(FrameClient.PRIORITY, 0, stream, parent);
            }
            case "data" -> FrameClient.frame(FrameClient.DATA, 0, stream, (byte) 'x');
            case "length" -> FrameClient.frame(FrameClient.PRIORITY, 0, stream, new byte[4]);
            default -> throw new IllegalArgumentException(mistake);
        };
    }

    private static byte[] number(int value) {
        return FrameClient.number(value);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "200"})
    void continuationsWithoutEndEndTheConnection(int bytes) {
        try (FrameClient client = new FrameClient(server.plain())) {
            byte[] fields = FrameClient.fields("GET", "/");
            client.send(FrameClient.frame(FrameClient.HEADERS, 0, 1, fields));
            byte[] more = bytes == 0 ? new byte[0] : FrameClient.indexed("x", "y".repeat(bytes));
            Optional<Integer> code =
                    flood(client, _ -> FrameClient.frame(FrameClient.CONTINUATION, 0, 1, more));
            assertEquals(Optional.of(FrameClient.CALM), code);
        }
        assertEquals(0, asked.get());
    }

    @Test
    void fieldsWithoutEndAreNotKept() {
        try (FrameClient client = new FrameClient(server.plain())) {
            byte[] fields = FrameClient.fields("GET", "/");
            client.send(FrameClient.frame(FrameClient.HEADERS, 0, 1, fields));
            byte[] more = FrameClient.indexed("x", "y".repeat(3000));
            flood(client, _ -> FrameClient.frame(FrameClient.CONTINUATION, 0, 1, more));
            assertTrue(client.isAtEnd());
        }
        assertEquals(0, asked.get());
    }

    @Test
    void aFloodOfSettingsEndsTheConnection() {
        byte[] settings = FrameClient.frame(FrameClient.SETTINGS, 0, 0);
        assertCalm(_ -> settings);
    }

    @Test
    void aFloodOfWindowSizesEndsTheConnection() {
        assertCalm(i -> FrameClient.frame(FrameClient.SETTINGS, 0, 0, FrameClient.settings(4, i)));
    }

    @Test
    void aFloodOfPingsEndsTheConnection() {
        assertCalm(_ -> FrameClient.frame(FrameClient.PING, 0, 0, new byte[8]));
    }

    private void assertCalm(IntFunction<byte[]> step) {
        try (FrameClient client = new FrameClient(server.plain())) {
            assertEquals(Optional.of(FrameClient.CALM), flood(client, step));
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void emptyContentWithoutEndEndsTheConnection() {
        byte[] empty = FrameClient.frame(FrameClient.DATA, 0, 1);
        assertEquals(Optional.of(FrameClient.CALM), post(empty));
    }

    @Test
    void contentThatIsOnlyPaddingEndsTheConnection() {
        byte[] padding = FrameClient.frame(FrameClient.DATA, FrameClient.PADDED, 1, pad(20));
        assertEquals(Optional.of(FrameClient.CALM), post(padding));
    }

    private static byte[] pad(int bytes) {
        byte[] padding = new byte[bytes + 1];
        padding[0] = (byte) bytes;
        return padding;
    }

    private Optional<Integer> post(byte[] data) {
        try (FrameClient client = new FrameClient(server.plain())) {
            byte[] fields = FrameClient.fields("POST", "/");
            client.send(FrameClient.frame(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, fields));
            return flood(client, _ -> data);
        }
    }

    @Test
    void aClosedWindowIsNotHeldOpen() {
        restart(LIMITS.withTimeouts(LONG, LONG, LONG, SHORT), handler);
        try (FrameClient client = new FrameClient(server.plain(), 4, 0)) {
            client.send(FrameClient.request(1, "/kilobyte"));
            Frame reset = client.next(FrameClient.RST_STREAM, 1).orElseThrow();
            assertEquals(8, reset.error());
        }
    }

    @Test
    void aWindowThatOpensByteByByteIsNotHeldOpen() {
        restart(LIMITS.withTimeouts(LONG, LONG, LONG, SHORT), handler);
        try (FrameClient client = new FrameClient(server.plain(), 4, 0)) {
            client.send(FrameClient.request(1, "/kilobyte"));
            AtomicInteger bytes = new AtomicInteger();
            byte[] one = FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, 1, number(1));
            await().pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                client.send(one);
                                Frame frame = client.next().orElseThrow();
                                if (frame.type() == FrameClient.DATA) bytes.incrementAndGet();
                                return frame.type() == FrameClient.RST_STREAM;
                            });
            assertTrue(bytes.get() < 1024);
        }
    }

    @Test
    void windowsThatOverflowEndTheConnection() {
        byte[] most = FrameClient.frame(8, 0, 0, number(Integer.MAX_VALUE));
        try (FrameClient client = new FrameClient(server.plain())) {
            assertEquals(Optional.of(3), flood(client, _ -> most));
        }
    }

    /** A field of 4,000 bytes that goes into the table once and is named by a byte from then on. */
    @Test
    void fieldsThatUnpackToMuchAreRefused() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(FrameClient.fields("GET", "/"));
        block.writeBytes(FrameClient.indexed("x", "y".repeat(3_900)));
        for (int i = 0; i < 10_000; i++) block.write(0xbe);
        try (FrameClient client = new FrameClient(server.plain())) {
            int flags = FrameClient.END_STREAM | FrameClient.END_HEADERS;
            client.send(FrameClient.frame(FrameClient.HEADERS, flags, 1, block.toByteArray()));
            Frame answer = client.next(FrameClient.HEADERS, 1).orElseThrow();
            assertTrue(new String(answer.payload(), StandardCharsets.US_ASCII).contains("431"));
            assertTrue(client.next(FrameClient.RST_STREAM, 1).isPresent());
        }
        assertEquals(0, asked.get());
    }

    @Test
    void oneStreamTooManyIsRefused() {
        restart(
                LIMITS,
                request -> {
                    if (request.path().equals("/slow")) gate.await();
                    return TestServer.echo(request);
                });
        try (FrameClient client = new FrameClient(server.plain())) {
            for (int i = 0; i <= FEW.streamsMax(); i++) {
                client.send(FrameClient.request(2 * i + 1, "/slow"));
            }
            int last = 2 * FEW.streamsMax() + 1;
            assertEquals(7, client.next(FrameClient.RST_STREAM, last).orElseThrow().error());
            gate.countDown();
            assertTrue(client.next(FrameClient.HEADERS, last - 2).isPresent());
        }
    }

    @Test
    void aSlowPrefaceIsCut() {
        restart(LIMITS.withTimeouts(SHORT, LONG, LONG, LONG), handler);
        try (RawClient client = server.connect()) {
            client.send("PRI * HTTP/2.0\r\n\r\nS");
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void fieldsThatNeverEndAreCut() {
        restart(LIMITS.withTimeouts(LONG, LONG, SHORT, LONG), handler);
        try (FrameClient client = new FrameClient(server.plain())) {
            client.send(
                    FrameClient.frame(FrameClient.HEADERS, 0, 1, FrameClient.fields("GET", "/")));
            assertTrue(client.isAtEnd());
        }
        assertEquals(0, asked.get());
    }

    @Test
    void slowContentIsCut() {
        restart(LIMITS.withTimeouts(LONG, SHORT, LONG, LONG), handler);
        try (FrameClient client = new FrameClient(server.plain())) {
            byte[] fields = FrameClient.fields("POST", "/");
            client.send(FrameClient.frame(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, fields));
            client.send(FrameClient.frame(FrameClient.DATA, 0, 1, (byte) 'x'));
            assertTrue(client.next(FrameClient.HEADERS, 1).isPresent());
            assertTrue(client.next(FrameClient.RST_STREAM, 1).isPresent());
        }
        assertEquals(0, asked.get());
    }

    /**
     * RFC 7541 4.2: a client may allow a table of any size; it is the server that would fill it.
     */
    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1 << 30, -1})
    void theClientDoesNotSayHowMuchIsKeptForIt(int bytes) {
        try (FrameClient client = new FrameClient(server.plain(), 1, bytes)) {
            client.send(FrameClient.request(1, "/"));
            byte[] block = client.next(FrameClient.HEADERS, 1).orElseThrow().payload();
            assertTrue(tableSize(block) <= 65_536, () -> "table of " + tableSize(block));
        }
    }

    /** RFC 7541 6.3: the last size update at the start of {@code block}, or the usual size. */
    private static long tableSize(byte[] block) {
        long size = 4096;
        int at = 0;
        while ((block[at] & 0xe0) == 0x20) {
            size = block[at++] & 31;
            for (int shift = 0; size >= 31 || shift > 0; shift += 7) {
                size += (long) (block[at] & 127) << shift;
                if (block[at++] >= 0) break;
            }
        }
        return size;
    }
}

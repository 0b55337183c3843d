package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Handler;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Response;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.SiteOptions;
import dev.homeport.http.files.StaticFiles;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Clients that ask for more than they take; the server holds little for them, and not for long. */
class HungryClientsTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final HttpLimits LIMITS =
            TestServer.LIMITS.withTimeouts(LONG, LONG, LONG, SHORT);
    private static final long MEMORY_MAX = 24L << 20;

    @TempDir private Path root = Path.of("");

    private TestServer files() throws IOException {
        byte[] large = new byte[32 << 20];
        new SplittableRandom(4).nextBytes(large);
        Files.write(root.resolve("large.bin"), large);
        Files.writeString(root.resolve("small.txt"), "0123456789".repeat(100));
        SiteOptions options = SiteOptions.DEFAULT.withMemory(100_000, 10_000_000);
        return TestServer.of(
                LIMITS,
                StaticFiles.of(SiteFiles.load(root, options, InstantSource.system()).site()));
    }

    private static long memory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private static void assertServes(TestServer server, String path) {
        try (RawClient other = server.connect()) {
            assertEquals(200, other.get(path).answer().status());
        }
    }

    /** A client with the smallest window there is, which takes a byte now and then. */
    @Test
    void whoTakesALargeFileByteByByteIsCut() throws IOException {
        try (TestServer server = files();
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1024);
            socket.connect(server.plain());
            RawClient client = new RawClient(socket);
            client.get("/large.bin");
            await().until(() -> server.connections() == 1);
            await().pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                if (client.in().available() > 0) client.in().read();
                                return server.connections() == 0;
                            });
            assertServes(server, "/small.txt");
        }
    }

    @Test
    void manySlowReadersOfALargeFileHoldLittleMemory() throws IOException {
        long before = memory();
        List<RawClient> clients = new ArrayList<>();
        try (TestServer server = files()) {
            for (int i = 0; i < 100; i++) clients.add(server.connect().get("/large.bin"));
            await().until(() -> server.connections() == 100);
            assertTrue(memory() - before < MEMORY_MAX, () -> memory() - before + " bytes more");
            assertServes(server, "/small.txt");
            await().until(() -> server.connections() == 0);
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    /** Requests in a row without an answer taken: the server stops reading, then hangs up. */
    @ParameterizedTest
    @ValueSource(strings = {"/small.txt", "/none", "/large.bin"})
    void whoNeverTakesAnAnswerMayNotAskForEver(String path) throws IOException {
        long before = memory();
        try (TestServer server = files()) {
            try (RawClient client = server.connect()) {
                String many = ("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(1000);
                // Ends when the server has closed: a send to a closed connection fails.
                Thread sender = Thread.ofVirtual().start(() -> sendAll(client, many));
                await().until(() -> server.connections() == 1);
                assertServes(server, "/small.txt");
                long during = memory() - before;
                assertTrue(during < MEMORY_MAX, () -> during + " bytes more");
                await().until(() -> !sender.isAlive() && server.connections() == 0);
            }
            assertServes(server, "/small.txt");
        }
    }

    private static void sendAll(RawClient client, String many) {
        try {
            for (int i = 0; i < 10_000; i++) client.send(many);
        } catch (UncheckedIOException e) {
            // Closed, as it must be.
        }
    }

    /** Whatever is asked for, the answer is not much longer than the file (RFC 9110 17.15). */
    @Test
    void rangesNeverCostMuchMoreThanTheFile() throws IOException {
        long seed = 20261124;
        SplittableRandom random = new SplittableRandom(seed);
        try (TestServer server = files();
                RawClient client = server.connect()) {
            for (int round = 0; round < 300; round++) {
                String ranges = ranges(random);
                client.send("GET /small.txt HTTP/1.1\r\nHost: a\r\nRange: " + ranges + "\r\n\r\n");
                int length = client.answer().body().getBytes(StandardCharsets.ISO_8859_1).length;
                String message = "seed " + seed + " round " + round + ": " + length + " " + ranges;
                assertTrue(length <= 1000 + 33 * 200, message);
            }
        }
    }

    private static String ranges(SplittableRandom random) {
        StringBuilder text = new StringBuilder("bytes=");
        int max = random.nextBoolean() ? 4 : 300;
        for (int i = random.nextInt(1, max); i >= 0; i--) {
            int first = random.nextInt(1100);
            switch (random.nextInt(4)) {
                case 0 -> text.append("0-");
                case 1 -> text.append('-').append(first);
                case 2 -> text.append(first).append('-').append(first + random.nextInt(20));
                default -> text.append(first).append('-');
            }
            if (i > 0) text.append(',');
        }
        return text.toString();
    }

    /** More parts than are put together in memory: the file as a whole instead, from disk. */
    @Test
    void partsOfALargeFileAreNotReadIntoMemoryWithoutBound() throws IOException {
        try (TestServer server = files();
                RawClient client = server.connect()) {
            String parts = "Range: bytes=0-9,1000-\r\nConnection: close\r\n\r\n";
            client.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n" + parts);
            assertEquals(200, client.answer().status());
        }
    }

    @Test
    void handlersAreNotAskedForWhatNobodyTakes() {
        Handler megabyte =
                Handler.inline(_ -> Response.text(200, "text/plain", "x".repeat(1 << 20)));
        long before = memory();
        try (TestServer server = TestServer.of(LIMITS, megabyte)) {
            try (RawClient client = server.connect()) {
                for (int i = 0; i < 500; i++)
                    client.sendIfOpen("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                await().until(() -> server.connections() == 1);
                await().until(() -> server.connections() == 0);
            }
            assertTrue(memory() - before < MEMORY_MAX, () -> memory() - before + " bytes more");
            assertTrue(server.recorder().exchanges.size() < 100, "most were never answered");
        }
    }
}

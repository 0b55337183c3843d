package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Exchange;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.HostRedirect;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.VirtualHosts;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.SiteOptions;
import dev.homeport.http.files.StaticFiles;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The same connections on a server that gives answers again and on one that asks its handler each
 * time: the bytes and what is observed must be the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BothWaysTest {
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final List<String> TARGETS =
            List.of(
                    "/",
                    "/a.txt",
                    "/a.txt?x=1",
                    "/main.css",
                    "/big.txt",
                    "/huge.txt",
                    "/docs",
                    "/docs/",
                    "/none",
                    "/none?y",
                    "/%61.txt",
                    "/docs/../a.txt",
                    "/a b",
                    "/%zz");

    @TempDir private static Path root = Path.of("");
    private final AtomicInteger asked = new AtomicInteger();
    private Optional<TestServer> again = Optional.empty();
    private Optional<TestServer> anew = Optional.empty();
    private String tag = "";

    /** Counts what it is asked. */
    private record Counting(Handler handler, AtomicInteger asked) implements Handler {
        @Override
        public Response handle(Request request) throws Exception {
            asked.incrementAndGet();
            return handler.handle(request);
        }

        @Override
        public Execution execution(Request request) {
            return handler.execution(request);
        }

        @Override
        public Optional<Standing> standing(Request request) {
            return handler.standing(request);
        }
    }

    @BeforeAll
    void start() throws IOException {
        Files.writeString(root.resolve("index.html"), "<h1>Home</h1>");
        Files.writeString(root.resolve("a.txt"), "0123456789");
        Files.writeString(root.resolve("main.css"), "body { color: black }\n".repeat(200));
        Files.writeString(root.resolve("big.txt"), "big ".repeat(20_000));
        Files.writeString(root.resolve("huge.txt"), "huge ".repeat(60_000));
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "docs");
        Files.writeString(root.resolve("404.html"), "<p>Not here.</p>".repeat(50));
        // The largest file stays on disk.
        SiteOptions options = SiteOptions.DEFAULT.withMemory(100_000, 10_000_000);
        StaticFiles files = StaticFiles.of(SiteFiles.load(root, options, NOW).site());
        Handler hosts =
                VirtualHosts.of(
                        Map.of("a", files, "b", new HostRedirect("a"), "echo", TestServer.ECHO));
        again = Optional.of(server(new Counting(hosts, asked)));
        anew = Optional.of(server(Handler.inline(hosts)));
        String answer =
                answers(anew.orElseThrow(), "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n" + LAST);
        int start = answer.indexOf("etag: ") + 6;
        tag = answer.substring(start, answer.indexOf("\r\n", start));
    }

    private static TestServer server(Handler handler) {
        return TestServer.of(
                Optional.empty(),
                () -> handler,
                config ->
                        new HttpConfig(
                                config.listeners(),
                                config.limits(),
                                config.transport(),
                                1,
                                config.drainTimeout(),
                                NOW));
    }

    @AfterAll
    void stop() {
        again.orElseThrow().close();
        anew.orElseThrow().close();
        assertEquals(List.of(), again.orElseThrow().recorder().broken);
    }

    private static String answers(TestServer server, String requests) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server.plain());
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            byte[] all = socket.getInputStream().readAllBytes();
            return new String(all, StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void theSameBytesAndTheSameLog() throws IOException {
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 150; round++) {
            StringBuilder requests = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) requests.append(request(random));
            String sent = requests.append(LAST).toString();
            String message = "seed " + seed + " round " + round + "\n" + sent;
            List<String> expected = log(anew.orElseThrow(), sent);
            for (int repeat = 0; repeat < 3; repeat++) {
                List<String> given = log(again.orElseThrow(), sent);
                assertEquals(expected.getFirst(), given.getFirst(), message);
                assertEquals(expected, given, message);
            }
        }
        int all = again.orElseThrow().recorder().exchanges.size();
        assertTrue(asked.get() < all / 4 * 3, asked.get() + " of " + all + " were not given again");
    }

    /** What the server answers to {@code sent}, and then what it observed, in no order. */
    private static List<String> log(TestServer server, String sent) throws IOException {
        int before = server.recorder().exchanges.size();
        String answers = answers(server, sent);
        int count = answers.split("HTTP/1.1 ", -1).length - 1;
        await().until(() -> server.recorder().exchanges.size() >= before + count);
        List<Exchange> all = server.recorder().exchanges;
        List<String> lines =
                all.subList(before, all.size()).stream().map(BothWaysTest::line).sorted().toList();
        return Stream.concat(Stream.of(answers), lines.stream()).toList();
    }

    private static String line(Exchange exchange) {
        assertTrue(exchange.nanos() >= 0 && exchange.nanos() < 60_000_000_000L);
        return String.join(
                " ",
                exchange.method(),
                exchange.target(),
                exchange.host(),
                exchange.protocol().text(),
                exchange.security().name(),
                Integer.toString(exchange.status()),
                Long.toString(exchange.bytes()),
                exchange.referer(),
                exchange.userAgent());
    }

    private String request(SplittableRandom random) {
        String method = random.nextInt(5) == 0 ? "HEAD " : "GET ";
        String host = List.of("a", "A:80", "b", "b:8080", "echo").get(skewed(random, 5));
        StringBuilder text = new StringBuilder(method);
        // What is refused ends the connection, so it is rare.
        int targets = random.nextInt(30) == 0 ? TARGETS.size() : TARGETS.size() - 2;
        text.append(TARGETS.get(random.nextInt(targets)));
        text.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
        List<String> fields =
                List.of(
                        "Accept-Encoding: gzip",
                        "Accept-Encoding: br;q=0.1, identity;q=0",
                        "If-None-Match: " + tag,
                        "If-None-Match: *",
                        "If-Modified-Since: Sun, 06 Nov 2036 08:49:37 GMT",
                        "Range: bytes=2-5",
                        "Range: bytes=-3",
                        "Range: bytes=5000000-",
                        "If-Range: " + tag,
                        "If-Match: \"other\"",
                        "Referer: \t http://x/ \u00e9 ",
                        "User-Agent: agent " + random.nextInt(2),
                        "Cookie: a=" + random.nextInt(5),
                        "Connection: keep-alive",
                        "X-Other: 1");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(fields.get(random.nextInt(fields.size()))).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private static int skewed(SplittableRandom random, int bound) {
        return random.nextInt(4) > 0 ? 0 : random.nextInt(bound);
    }

    @Test
    void aKnownAnswerIsGivenWithoutTheHandler() throws IOException {
        String one = "GET /a.txt?known HTTP/1.1\r\nHost: a\r\n\r\n";
        answers(again.orElseThrow(), one + one + LAST);
        int before = asked.get();
        String answers = answers(again.orElseThrow(), one.repeat(5) + LAST);
        assertEquals(6, answers.split("HTTP/1.1 200 OK\r\n|HTTP/1.1 404", -1).length - 1);
        // The last one ends the connection, which is not for the short way.
        assertEquals(before + 1, asked.get());
    }

    @Test
    void requestsInPiecesGetTheSameAnswers() throws IOException {
        String one = "GET /main.css HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n";
        byte[] expected =
                answers(anew.orElseThrow(), one.repeat(3) + LAST)
                        .getBytes(StandardCharsets.ISO_8859_1);
        String whole = one.repeat(3) + LAST;
        for (int cut = 1; cut < one.length() * 2; cut += 7) {
            try (RawClient client = again.orElseThrow().connect()) {
                client.send(whole.substring(0, cut));
                client.send(whole.substring(cut));
                assertArrayEquals(expected, client.in().readAllBytes(), "cut at " + cut);
            }
        }
    }
}

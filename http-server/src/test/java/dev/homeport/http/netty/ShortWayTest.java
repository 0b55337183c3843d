package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.netty.Hit.Promise;
import dev.homeport.http.netty.Hits.Question;
import dev.homeport.http.netty.RawClient.Answer;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;

import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** When an answer is given again, and when it must not be. */
class ShortWayTest {
    private static final int KNOWN_AFTER = 2;

    /** Answers with {@code text} and how often it was asked; its promise ends with the text. */
    private static final class Telling implements Handler {
        private final AtomicReference<String> text;
        private final AtomicInteger asked = new AtomicInteger();

        Telling(String text) {
            this.text = new AtomicReference<>(text);
        }

        @Override
        public Response handle(Request request) {
            asked.incrementAndGet();
            Response response = Response.text(200, "text/plain", text.get());
            return new Response(200, response.headers().kept(), response.body());
        }

        @Override
        public Execution execution(Request request) {
            return Execution.INLINE;
        }

        @Override
        public Optional<Standing> standing(Request request) {
            String now = text.get();
            return Optional.of(() -> text.get().equals(now));
        }
    }

    private static void learn(RawClient client, String path) {
        for (int i = 0; i < KNOWN_AFTER; i++) client.get(path).answer();
    }

    @Test
    void theThirdTimeTheHandlerIsNotAsked() {
        Telling handler = new Telling("hello");
        try (TestServer server = TestServer.of(handler);
                RawClient client = server.connect()) {
            for (int i = 0; i < 5; i++) assertEquals("hello", client.get("/").answer().body());
            assertEquals(KNOWN_AFTER, handler.asked.get());
        }
    }

    @Test
    void aBrokenPromiseIsNoticedAtOnce() {
        Telling handler = new Telling("old");
        try (TestServer server = TestServer.of(handler);
                RawClient client = server.connect()) {
            learn(client, "/");
            assertEquals("old", client.get("/").answer().body());
            handler.text.set("new");
            assertEquals("new", client.get("/").answer().body());
            assertEquals(KNOWN_AFTER + 1, handler.asked.get());
            assertEquals("new", client.get("/").answer().body());
            assertEquals(KNOWN_AFTER + 1, handler.asked.get());
        }
    }

    @Test
    void aReloadIsNoticedAtOnce() {
        AtomicReference<Handler> root = new AtomicReference<>(new Telling("old"));
        try (TestServer server = TestServer.of(Optional.empty(), root::get, config -> config);
                RawClient client = server.connect()) {
            learn(client, "/");
            assertEquals("old", client.get("/").answer().body());
            root.set(new Telling("new"));
            assertEquals("new", client.get("/").answer().body());
        }
    }

    @Test
    void whatHasFallenIsForgottenThoughNobodyAsks() {
        AtomicBoolean stands = new AtomicBoolean(true);
        Handler handler = new Telling("hello");
        Loop loop =
                new Loop(
                        ImmediateEventExecutor.INSTANCE, InstantSource.system(), TestServer.LIMITS);
        Promise promise = new Promise(() -> handler, handler, stands::get);
        Asked asked = Asked.unreadable(Protocol.HTTP_1_1, 1);
        loop.hits().put(new Question(7, new byte[1]), new Hit(promise, asked, response(1), loop));
        loop.hits().sweep();
        assertEquals(1, loop.hits().size());
        stands.set(false);
        loop.hits().sweep();
        assertEquals(0, loop.hits().size());
    }

    @Test
    void onlyAPromiseMakesAnAnswerStand() {
        Telling telling = new Telling("hello");
        Handler silent = Handler.inline(telling);
        try (TestServer server = TestServer.of(silent);
                RawClient client = server.connect()) {
            for (int i = 0; i < 4; i++) client.get("/").answer();
            assertEquals(4, telling.asked.get());
        }
    }

    @Test
    void aHandlerThatFailsToPromiseIsReported() {
        Handler failing =
                new Handler() {
                    @Override
                    public Response handle(Request request) {
                        return Response.of(204);
                    }

                    @Override
                    public Execution execution(Request request) {
                        return Execution.INLINE;
                    }

                    @Override
                    public Optional<Standing> standing(Request request) {
                        throw new IllegalStateException("planned");
                    }
                };
        try (TestServer server = TestServer.of(failing);
                RawClient client = server.connect()) {
            for (int i = 0; i < 3; i++) assertEquals(204, client.get("/").answer().status());
            assertEquals(2, server.recorder().failures.size());
        }
    }

    @Test
    void theDateIsTheOneOfNow() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(784111777));
        InstantSource clock = now::get;
        for (String text : List.of("short", "long ".repeat(20_000))) {
            Telling handler = new Telling(text);
            try (TestServer server = at(clock, handler);
                    RawClient client = server.connect()) {
                now.set(Instant.ofEpochSecond(784111777));
                learn(client, "/");
                Answer first = client.get("/").answer();
                assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", first.field("date"));
                now.set(Instant.ofEpochSecond(784111778));
                Answer second = client.get("/").answer();
                assertEquals("Sun, 06 Nov 1994 08:49:38 GMT", second.field("date"));
                assertEquals(KNOWN_AFTER, handler.asked.get());
            }
        }
    }

    private static TestServer at(InstantSource clock, Handler handler) {
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
                                clock));
    }

    @Test
    void aClientThatReadsNothingIsAskedForNoMore() {
        // Each answer is larger than what a connection may have waiting.
        Telling handler = new Telling("x".repeat(300_000));
        int count = 100;
        try (TestServer server = TestServer.of(handler);
                RawClient client = server.connect()) {
            learn(client, "/");
            await().until(() -> server.recorder().exchanges.size() == KNOWN_AFTER);
            int before = KNOWN_AFTER;
            for (int i = 1; i < count; i++) client.get("/");
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertEquals(300_000, client.answer().body().length());
            assertTrue(server.recorder().exchanges.size() < before + count);
            for (int i = 1; i < count; i++) assertEquals(300_000, client.answer().body().length());
            assertTrue(client.isAtEnd());
            await().until(() -> server.recorder().exchanges.size() == before + count);
        }
    }

    @Test
    void anAnswerThatDidNotLeaveCountsNoBytes() {
        Telling handler = new Telling("x".repeat(10_000_000));
        try (TestServer server = TestServer.of(handler)) {
            try (RawClient client = server.connect()) {
                learn(client, "/");
                await().until(() -> server.recorder().exchanges.size() == KNOWN_AFTER);
                client.get("/");
            }
            await().until(() -> server.recorder().exchanges.size() == KNOWN_AFTER + 1);
            assertEquals(0, server.recorder().exchanges.getLast().bytes());
        }
    }

    @Test
    void answersGivenAgainKeepAConnectionOpen() {
        Duration idle = Duration.ofMillis(600);
        Duration usual = Duration.ofSeconds(5);
        try (TestServer server =
                        TestServer.of(
                                TestServer.LIMITS.withTimeouts(usual, usual, idle, usual),
                                new Telling("hello"));
                RawClient client = server.connect()) {
            learn(client, "/");
            long end = System.nanoTime() + idle.multipliedBy(3).toNanos();
            await().pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> {
                                client.get("/").answer();
                                return System.nanoTime() > end;
                            });
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void aServerThatStopsEndsAConnectionThatWasAnsweredAgain() {
        TestServer server = TestServer.of(new Telling("hello"));
        try (RawClient client = server.connect()) {
            learn(client, "/");
            client.get("/").answer();
            server.close();
            assertTrue(client.isAtEnd());
        } finally {
            server.close();
        }
    }

    @Test
    void schemesAreToldApart() throws IOException {
        Handler scheme =
                new Handler() {
                    @Override
                    public Response handle(Request request) {
                        return Response.text(200, "text/plain", request.target().scheme());
                    }

                    @Override
                    public Execution execution(Request request) {
                        return Execution.INLINE;
                    }

                    @Override
                    public Optional<Standing> standing(Request request) {
                        return Optional.of(Standing.ALWAYS);
                    }
                };
        LiveCertificates certificates =
                new LiveCertificates(
                        TestCertificates.of(Engine.BEST, TestCertificates.mint("localhost")));
        try (TestServer server =
                        TestServer.of(Optional.of(certificates), () -> scheme, config -> config);
                RawClient plain = server.connect();
                RawClient tls =
                        new RawClient(
                                TestCertificates.trusting()
                                        .getSocketFactory()
                                        .createSocket(
                                                InetAddress.getLoopbackAddress(),
                                                server.tls().getPort()))) {
            for (int i = 0; i < 4; i++) {
                assertEquals("http", plain.get("/").answer().body());
                assertEquals("https", tls.get("/").answer().body());
            }
        }
    }

    @Test
    void onlyWhatFitsInMemoryIsKept() {
        int most = 16 * 1024;
        assertTrue(Hit.isPossible(response(most)));
        assertTrue(!Hit.isPossible(response(most + 1)));
        Response kept = response(most + 1);
        assertTrue(Hit.isPossible(new Response(200, kept.headers().kept(), kept.body())));
        Body file = new Body.FileRange(java.nio.file.Path.of("a"), 0, 1);
        assertTrue(!Hit.isPossible(new Response(200, kept.headers().kept(), file)));
    }

    @Test
    void whatPassesIsNotKept() {
        for (int status : new int[] {429, 500, 503}) {
            assertTrue(!Hit.isPossible(Response.of(status)), "status " + status);
        }
        for (int status : new int[] {200, 304, 404, 428, 499}) {
            assertTrue(Hit.isPossible(Response.of(status)), "status " + status);
        }
        assertTrue(!Hit.isPossible(Response.of(200).with("Set-Cookie", "a=b")));
    }

    @Test
    void answersOfVirtualThreadsStandToo() {
        Telling telling = new Telling("hello");
        Handler blocking =
                new Handler() {
                    @Override
                    public Response handle(Request request) {
                        return Response.text(200, "text/plain", telling.handle(request).toString());
                    }

                    @Override
                    public Optional<Standing> standing(Request request) {
                        return telling.standing(request);
                    }
                };
        try (TestServer server = TestServer.of(blocking);
                RawClient client = server.connect()) {
            for (int i = 0; i < 5; i++) assertEquals(200, client.get("/").answer().status());
            assertEquals(KNOWN_AFTER, telling.asked.get());
            telling.text.set("new");
            client.get("/").answer();
            assertEquals(KNOWN_AFTER + 1, telling.asked.get());
            // Nothing of one question must be taken for another's.
            learn(client, "/b");
            assertEquals(2 * KNOWN_AFTER + 1, telling.asked.get());
            client.get("/").answer();
            client.get("/b").answer();
            assertEquals(2 * KNOWN_AFTER + 1, telling.asked.get());
        }
    }

    @Test
    void answersOfApplicationsHaveABound() {
        Handler handler = new Telling("hello");
        Loop loop =
                new Loop(
                        ImmediateEventExecutor.INSTANCE, InstantSource.system(), TestServer.LIMITS);
        Promise promise = new Promise(() -> handler, handler, () -> true);
        Asked asked = Asked.unreadable(Protocol.HTTP_1_1, 1);
        Hit hit = new Hit(promise, asked, response(10_000), loop);
        int fit = Hits.OWN_BYTES_MAX / hit.ownBytes();
        // The same question once more takes no more room.
        loop.hits().put(question(0), hit);
        for (int i = 0; i < fit; i++) loop.hits().put(question(i), hit);
        assertEquals(fit * hit.ownBytes(), loop.hits().ownBytes());
        assertEquals(fit, loop.hits().size());
        loop.hits().put(question(fit), hit);
        assertEquals(1, loop.hits().size());
        assertEquals(hit.ownBytes(), loop.hits().ownBytes());
    }

    private static Question question(int number) {
        // Spread over the table, so that none loses its place to another.
        return new Question(4L * number, new byte[] {(byte) number, (byte) (number >> 8)});
    }

    private static Response response(int bytes) {
        byte[] content = "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
        return new Response(200, Response.of(200).headers(), new Body.Bytes(content));
    }
}

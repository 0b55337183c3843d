package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Exchange;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Protocol;
import dev.homeport.http.Response;
import dev.homeport.http.netty.RawClient.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What an HTTP/1.1 connection does beyond its grammar. */
class Connections1Test {
    private static final HttpLimits LIMITS = TestServer.LIMITS;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Waits for {@code gate} when asked for {@code /slow}, on a virtual thread. */
    private static Handler gated(CountDownLatch gate) {
        return request -> {
            if (request.path().equals("/slow")) gate.await();
            return TestServer.echo(request);
        };
    }

    @Test
    void pipelinedAnswersStayInOrder() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestServer server = TestServer.of(gated(gate));
                RawClient client = server.connect()) {
            client.get("/slow");
            for (int i = 0; i < 50; i++) client.get("/" + i);
            gate.countDown();
            assertEquals("GET a /slow |", client.answer().body());
            for (int i = 0; i < 50; i++) assertEquals("GET a /" + i + " |", client.answer().body());
        }
    }

    @Test
    void manyPipelinedRequestsWhileOneRunsAreNotReadIn() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestServer server = TestServer.of(gated(gate));
                RawClient client = server.connect()) {
            client.get("/slow");
            String request = "GET /x HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(4000) + "\r\n\r\n";
            for (int i = 0; i < 100; i++) client.send(request);
            gate.countDown();
            for (int i = 0; i < 101; i++) assertEquals(200, client.answer().status());
        }
    }

    @Test
    void headHasTheLengthButNoContent() {
        try (TestServer server = TestServer.of(TestServer.ECHO);
                RawClient client = server.connect()) {
            client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").get("/b");
            Answer head = client.answer("HEAD");
            assertEquals("10", head.field("content-length"));
            assertEquals("GET a /b |", client.answer().body());
        }
    }

    @Test
    void theWriterOwnsTheFrame() {
        Handler lies =
                request ->
                        new Response(
                                Integer.parseInt(request.path().substring(1)),
                                Headers.of(
                                        "Content-Length", "999",
                                        "Transfer-Encoding", "chunked",
                                        "Connection", "upgrade",
                                        "Date", "never",
                                        "X", "y"),
                                Body.text("four"));
        try (TestServer server = TestServer.of(Handler.inline(lies));
                RawClient client = server.connect()) {
            Answer ok = client.get("/200").answer();
            assertEquals("four", ok.body());
            assertEquals("y", ok.field("x"));
            assertEquals("", ok.field("transfer-encoding") + ok.field("connection"));
            assertTrue(ok.field("date").endsWith(" GMT"));
            assertEquals("", client.get("/204").answer().field("content-length"));
            assertEquals("", client.get("/304").answer().field("content-length"));
            assertEquals("4", client.get("/404").answer().field("content-length"));
        }
    }

    @Test
    void http10IsToldThatTheConnectionStays() {
        try (TestServer server = TestServer.of(TestServer.ECHO);
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertEquals("keep-alive", client.answer().field("connection"));
            client.send("GET / HTTP/1.0\r\n\r\n");
            Answer last = client.answer();
            assertEquals("close", last.field("connection"));
            assertEquals("GET 127.0.0.1 / |", last.body());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void aFailingHandlerIsReportedAndAnswered500() {
        Handler fails =
                _ -> {
                    throw new IllegalStateException("secret detail");
                };
        try (TestServer server = TestServer.of(fails);
                RawClient client = server.connect()) {
            Answer answer = client.get("/").answer();
            assertEquals(500, answer.status());
            assertFalse(answer.body().contains("secret"));
            assertEquals("secret detail", server.recorder().failures.getFirst().getMessage());
            assertEquals(500, client.get("/").answer().status());
        }
    }

    @Test
    void oneRequestTooManyIsTurnedAway() {
        CountDownLatch gate = new CountDownLatch(1);
        HttpLimits limits = LIMITS.withLoad(10, 1);
        try (TestServer server = TestServer.of(limits, gated(gate));
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            first.get("/slow");
            await().until(() -> server.connections() == 2);
            await().until(() -> second.get("/x").answer().status() == 503);
            Answer busy = second.get("/x").answer();
            assertEquals("1", busy.field("retry-after"));
            gate.countDown();
            assertEquals(200, first.answer().status());
            await().until(() -> second.get("/x").answer().status() == 200);
        }
    }

    @Test
    void oneConnectionTooManyIsClosed() {
        try (TestServer server = TestServer.of(LIMITS.withLoad(2, 1), TestServer.ECHO);
                RawClient second = server.connect()) {
            RawClient first = server.connect();
            assertEquals(200, first.get("/").answer().status());
            assertEquals(200, second.get("/").answer().status());
            try (RawClient third = server.connect()) {
                assertTrue(third.isAtEnd());
            }
            assertEquals(1, server.recorder().turnedAway.get());
            first.close();
            await().until(() -> server.connections() == 1);
            try (RawClient third = server.connect()) {
                assertEquals(200, third.get("/").answer().status());
            }
        }
    }

    @Test
    void aDrippedHeadIsCut() {
        HttpLimits limits = LIMITS.withTimeouts(SHORT, LONG, LONG, LONG);
        try (TestServer server = TestServer.of(limits, TestServer.ECHO);
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n");
            // A byte now and then does not help: the time is the whole head's.
            await().pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                client.sendIfOpen("X");
                                return client.in().available() > 0;
                            });
            assertEquals(408, client.answer().status());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void aDrippedBodyIsCut() {
        HttpLimits limits = LIMITS.withTimeouts(LONG, SHORT, LONG, LONG);
        try (TestServer server = TestServer.of(limits, TestServer.ECHO);
                RawClient client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
            await().pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                client.sendIfOpen("x");
                                return client.in().available() > 0;
                            });
            assertEquals(408, client.answer().status());
        }
    }

    @Test
    void silentConnectionsAreClosed() {
        HttpLimits opening = LIMITS.withTimeouts(SHORT, LONG, LONG, LONG);
        try (TestServer server = TestServer.of(opening, TestServer.ECHO);
                RawClient client = server.connect()) {
            assertTrue(client.isAtEnd());
        }
        HttpLimits idle = LIMITS.withTimeouts(LONG, LONG, SHORT, LONG);
        try (TestServer server = TestServer.of(idle, TestServer.ECHO);
                RawClient client = server.connect()) {
            assertEquals(200, client.get("/").answer().status());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void whoTakesNothingIsCut(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("big"), new byte[16 << 20]);
        Handler big =
                Handler.inline(
                        _ ->
                                new Response(
                                        200,
                                        Headers.none(),
                                        new Body.FileRange(file, 0, 16 << 20)));
        HttpLimits limits = LIMITS.withTimeouts(LONG, LONG, LONG, SHORT);
        try (TestServer server = TestServer.of(limits, big);
                RawClient client = server.connect()) {
            client.get("/");
            await().until(() -> server.connections() == 1);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void limitsHoldAtAndPast() {
        HttpLimits limits = LIMITS.withHead(40, 60, 3).withBodyBytesMax(10);
        try (TestServer server = TestServer.of(limits, TestServer.ECHO)) {
            assertEquals(200, status(server, "GET /" + "a".repeat(26) + " HTTP/1.1\r\nHost: a"));
            assertEquals(414, status(server, "GET /" + "a".repeat(27) + " HTTP/1.1\r\nHost: a"));
            String get = "GET / HTTP/1.1\r\nHost: a";
            assertEquals(200, status(server, get + "\r\nX: " + "y".repeat(46)));
            assertEquals(431, status(server, get + "\r\nX: " + "y".repeat(47)));
            assertEquals(200, status(server, get + "\r\nA: b\r\nC: d"));
            assertEquals(431, status(server, get + "\r\nA: b\r\nC: d\r\nE: f"));
            String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ";
            assertEquals(200, status(server, post + "10\r\n\r\n0123456789"));
            assertEquals(413, status(server, post + "11\r\n\r\n0123456789a"));
            String chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            assertEquals(200, status(server, chunked + "5\r\n01234\r\n5\r\n01234\r\n0"));
            assertEquals(413, status(server, chunked + "5\r\n01234\r\n6\r\n012345\r\n0"));
        }
    }

    private static int status(TestServer server, String request) {
        try (RawClient client = server.connect()) {
            return client.send(request + "\r\n\r\n").answer().status();
        }
    }

    @Test
    void anotherRootServesTheNextRequest() {
        AtomicReference<Handler> root =
                new AtomicReference<>(Handler.inline(_ -> Response.text(200, "t/p", "old")));
        try (TestServer server = TestServer.of(Optional.empty(), root::get, config -> config);
                RawClient client = server.connect()) {
            assertEquals("old", client.get("/").answer().body());
            root.set(Handler.inline(_ -> Response.text(200, "t/p", "new")));
            assertEquals("new", client.get("/").answer().body());
        }
    }

    @Test
    void whatRunsIsFinishedWhenTheServerCloses() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        TestServer server = TestServer.of(gated(gate));
        try (RawClient busy = server.connect();
                RawClient idle = server.connect()) {
            busy.get("/slow");
            assertEquals(200, idle.get("/x").answer().status());
            Thread closing = Thread.ofVirtual().start(server::close);
            assertTrue(idle.isAtEnd());
            gate.countDown();
            Answer last = busy.answer();
            assertEquals("GET a /slow |", last.body());
            assertEquals("close", last.field("connection"));
            assertTrue(busy.isAtEnd());
            closing.join();
        }
    }

    @Test
    void halfClosedClientsStillGetTheirAnswer() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestServer server = TestServer.of(gated(gate));
                RawClient client = server.connect()) {
            client.get("/slow").endOutput();
            gate.countDown();
            assertEquals("GET a /slow |", client.answer().body());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void exchangesAreObserved() {
        try (TestServer server = TestServer.of(TestServer.ECHO);
                RawClient client = server.connect()) {
            client.send(
                    "GET /a%20b?c HTTP/1.1\r\nHost: FOO\r\nReferer: r\r\nUser-Agent: u\r\n\r\n");
            assertEquals(200, client.answer().status());
            client.send("nonsense\r\n\r\n");
            assertEquals(400, client.answer().status());
            await().until(() -> server.recorder().exchanges.size() == 2);
            List<Exchange> seen = server.recorder().exchanges;
            Exchange first = seen.getFirst();
            assertEquals(
                    "GET /a%20b?c foo", first.method() + " " + first.target() + " " + first.host());
            assertEquals("r u", first.referer() + " " + first.userAgent());
            assertEquals(Protocol.HTTP_1_1, first.protocol());
            assertEquals(Exchange.Security.PLAIN, first.security());
            assertEquals(15, first.bytes());
            assertTrue(first.nanos() > 0);
            assertEquals(first.requestId() + 1, seen.get(1).requestId());
            assertEquals(" 400", seen.get(1).method() + " " + seen.get(1).status());
        }
    }

    @Test
    void filesGoOutWhole(@TempDir Path folder) throws Exception {
        byte[] content = new byte[3_000_000];
        new java.util.SplittableRandom(3).nextBytes(content);
        Path file = Files.write(folder.resolve("big"), content);
        Handler part =
                Handler.inline(
                        _ ->
                                new Response(
                                        200,
                                        Headers.none(),
                                        new Body.FileRange(file, 7, content.length - 7)));
        try (TestServer server = TestServer.of(part);
                RawClient client = server.connect()) {
            client.get("/").get("/");
            for (int i = 0; i < 2; i++) {
                byte[] body =
                        client.answer()
                                .body()
                                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                assertEquals(content.length - 7, body.length);
                assertTrue(
                        java.util.Arrays.equals(content, 7, content.length, body, 0, body.length));
            }
        }
    }
}

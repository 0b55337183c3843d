package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Exchange;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;
import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.Conversation;
import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.WebSocketOptions;
import dev.homeport.http.websocket.WebSockets;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLSocket;

/** How WebSockets begin and end beside what HTTP does. */
class SocketLifeTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static Handler of(Conversation conversation) {
        return request -> WebSockets.accept(request, WebSocketOptions.DEFAULT, conversation);
    }

    private static TestServer draining(Duration timeout, Handler root) {
        return TestServer.of(
                Optional.empty(), () -> root, config -> config.withDrainTimeout(timeout));
    }

    private static SocketClient open(TestServer server) {
        return SocketClient.open(server.connect(), "/");
    }

    @Test
    void whatComesBehindTheRequestIsNotLost() {
        try (TestServer server = TestServer.of(SocketFramesTest.echoing());
                RawClient raw = server.connect()) {
            String frames = FrameText.encode("text:early ping:too close:1000");
            raw.send(SocketClient.request("/") + frames);
            SocketClient client = SocketClient.opened(raw);
            String all = client.receiveAll();
            assertTrue(all.endsWith("close:1000"), all);
            assertTrue(all.contains("pong:too"), all);
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @Test
    void aRequestBeforeIsAnsweredFirst() {
        try (TestServer server = TestServer.of(this::helloOrSocket);
                RawClient raw = server.connect()) {
            String hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
            raw.send(hello + SocketClient.request("/") + FrameText.encode("text:x"));
            assertEquals("hello", raw.answer().body());
            assertEquals("text:x", SocketClient.opened(raw).receive());
        }
    }

    private Response helloOrSocket(Request request) throws Exception {
        if (request.path().equals("/hello")) return Response.text(200, "text/plain", "hello");
        return SocketFramesTest.echoing().handle(request);
    }

    @Test
    void aConversationThatReturnsCloses() {
        try (TestServer server = TestServer.of(of(socket -> socket.send("bye")));
                SocketClient client = open(server)) {
            assertEquals("text:bye", client.receive());
            assertEquals("close:1000", client.receive());
            client.send("close:1000");
            assertEquals("end", client.receive());
        }
    }

    @Test
    void aConversationThatFailsIsReportedAndClosesWith1011() {
        Conversation failing =
                _ -> {
                    throw new IllegalStateException("on purpose");
                };
        try (TestServer server = TestServer.of(of(failing));
                SocketClient client = open(server)) {
            String closed = client.receive();
            assertTrue(closed.startsWith("close:1011"), closed);
            await().until(() -> server.recorder().failures.size() == 1);
            assertInstanceOf(IllegalStateException.class, server.recorder().failures.getFirst());
        }
    }

    @Test
    void theLogHasOneEntryWhenItIsOver() {
        try (TestServer server = TestServer.of(SocketFramesTest.echoing())) {
            try (SocketClient client = open(server)) {
                assertEquals("text:12345", client.send("text:12345").receive());
                assertEquals(List.of(), server.recorder().exchanges);
                client.send("close:1000");
                assertEquals("close:1000", client.receiveAll());
            }
            await().until(() -> !server.recorder().exchanges.isEmpty());
            await().until(() -> server.connections() == 0);
            assertEquals(1, server.recorder().exchanges.size());
            Exchange exchange = server.recorder().exchanges.getFirst();
            assertEquals(101, exchange.status());
            assertEquals("GET", exchange.method());
            // The echo and the close frame, each with a head of two bytes.
            assertEquals(7 + 4, exchange.bytes());
        }
    }

    @Test
    void aServerThatStopsSaysSo() throws Exception {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        Handler root = of(socket -> heard.add(socket.receive()));
        TestServer server = draining(Duration.ofSeconds(20), root);
        try (SocketClient client = open(server)) {
            Thread stop = Thread.ofVirtual().start(server::close);
            String closed = client.receive();
            assertTrue(closed.startsWith("close:1001"), closed);
            client.send("close:1001");
            assertEquals("end", client.receive());
            assertEquals(
                    new Message.Closed(CloseCode.GOING_AWAY, ""), heard.poll(10, TimeUnit.SECONDS));
            assertTrue(stop.join(Duration.ofSeconds(10)), "the server waits for nobody");
        } finally {
            server.close();
        }
    }

    /** The client never answers, and a close timeout far behind does not hold the server up. */
    @Test
    void aServerThatStopsWaitsNoLongerThanItsDrainTimeout() throws Exception {
        WebSocketLimits patient =
                WebSocketLimits.DEFAULT.withTimeouts(
                        Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        Handler root =
                request ->
                        WebSockets.accept(
                                request,
                                WebSocketOptions.DEFAULT.withLimits(patient),
                                socket -> heard.add(socket.receive()));
        TestServer server = draining(SHORT, root);
        try (SocketClient client = open(server)) {
            Thread stop = Thread.ofVirtual().start(server::close);
            String closed = client.receive();
            assertTrue(closed.startsWith("close:1001"), closed);
            assertTrue(stop.join(Duration.ofSeconds(10)), "stopped without the client");
            assertEquals("end", client.receive());
            assertEquals(
                    new Message.Closed(CloseCode.ABNORMAL, ""), heard.poll(10, TimeUnit.SECONDS));
        } finally {
            server.close();
        }
    }

    @Test
    void aClientThatVanishesEndsTheConversation() throws Exception {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.of(of(socket -> heard.add(socket.receive())))) {
            open(server).close();
            assertEquals(
                    new Message.Closed(CloseCode.ABNORMAL, ""), heard.poll(10, TimeUnit.SECONDS));
            await().until(() -> server.connections() == 0);
            assertEquals(List.of(), server.recorder().broken);
        }
    }

    /** A reload of sites puts others in the place of all handlers. */
    @Test
    void anOpenSocketOutlivesItsHandler() {
        AtomicReference<Handler> root = new AtomicReference<>(SocketFramesTest.echoing());
        try (TestServer server = TestServer.of(Optional.empty(), root::get, config -> config);
                SocketClient client = open(server)) {
            root.set(_ -> Response.text(200, "text/plain", "new"));
            try (RawClient other = server.connect()) {
                assertEquals("new", other.get("/").answer().body());
            }
            assertEquals("text:still", client.send("text:still").receive());
        }
    }

    @Test
    void speaksOverTls() throws Exception {
        LiveCertificates certificates =
                new LiveCertificates(
                        TestCertificates.of(Engine.BORINGSSL, TestCertificates.mint("a")));
        try (TestServer server =
                        TestServer.of(
                                Optional.of(certificates),
                                SocketFramesTest::echoing,
                                config -> config);
                SSLSocket socket =
                        (SSLSocket) TestCertificates.trusting().getSocketFactory().createSocket()) {
            socket.connect(server.tls());
            SocketClient client = SocketClient.open(new RawClient(socket), "/");
            String large = "x".repeat(100_000);
            assertEquals("text:" + large, client.send("text:" + large).receive());
            client.send("close:1000");
            assertEquals("close:1000", client.receiveAll());
            await().until(() -> !server.recorder().exchanges.isEmpty());
            assertEquals(Exchange.Security.TLS, server.recorder().exchanges.getFirst().security());
        }
    }

    /** Over HTTP/1.0 there is nothing to change into, and the answer says so. */
    @Test
    void http10IsRefused() {
        try (TestServer server = TestServer.of(SocketFramesTest.echoing());
                RawClient raw = server.connect()) {
            raw.send(SocketClient.request("/").replace("HTTP/1.1", "HTTP/1.0"));
            assertEquals(505, raw.answer().status());
        }
    }

    /** Content that is still to come would be taken for frames. */
    @Test
    void whileContentStreamsNothingIsOpened() {
        Handler streaming = StreamedRequestTest.taking(1000, SocketFramesTest.echoing());
        try (TestServer server = TestServer.of(streaming);
                RawClient raw = server.connect()) {
            raw.send(SocketClient.request("/", "Content-Length: 9") + "abc");
            assertEquals(505, raw.answer().status());
            raw.endOutput();
            assertTrue(raw.isAtEnd());
        }
    }

    /** RFC 9110 15.5.22: 426 names what to upgrade to. */
    @Test
    void aPlainRequestIsToldToUpgrade() {
        try (TestServer server = TestServer.of(SocketFramesTest.echoing());
                RawClient raw = server.connect()) {
            RawClient.Answer answer = raw.get("/").answer();
            assertEquals(426, answer.status());
            assertEquals("websocket", answer.field("upgrade"));
            assertEquals("upgrade", answer.field("connection"));
            assertEquals(426, raw.get("/").answer().status(), "the connection stays");
        }
    }
}

package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Handler;
import dev.homeport.http.websocket.Conversation;
import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.WebSocketClosedException;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.WebSocketOptions;
import dev.homeport.http.websocket.WebSockets;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one WebSocket may cost, and for how long. */
class SocketBoundsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static Handler of(WebSocketLimits limits, Conversation conversation) {
        WebSocketOptions options = WebSocketOptions.DEFAULT.withLimits(limits);
        return request -> WebSockets.accept(request, options, conversation);
    }

    private static SocketClient open(TestServer server) {
        return SocketClient.open(server.connect(), "/");
    }

    private static String closedAfter(int frames, String frame) {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withFrames(20, 5, HOUR);
        try (TestServer server = TestServer.of(of(limits, SocketFramesTest::echo));
                SocketClient client = open(server)) {
            client.send((frame + " ").repeat(frames) + "close:1000");
            String all = client.receiveAll();
            return all.substring(all.lastIndexOf("close:"), all.lastIndexOf("close:") + 10);
        }
    }

    /** The close frame counts, too. */
    @Test
    void framesWithinATimeAreBounded() {
        assertEquals("close:1000", closedAfter(19, "text:x"));
        assertEquals("close:1008", closedAfter(20, "text:x"));
    }

    @Test
    void controlFramesWithinATimeAreBounded() {
        assertEquals("close:1000", closedAfter(4, "pong:x"));
        assertEquals("close:1008", closedAfter(5, "pong:x"));
    }

    @Test
    void messagesAreBounded() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMessageBytesMax(1000);
        try (TestServer server = TestServer.of(of(limits, SocketFramesTest::echo));
                SocketClient client = open(server)) {
            String longest = "text:" + "x".repeat(1000);
            assertEquals(longest, client.send(longest).receive());
            String closed = client.send(longest + "x").receive();
            assertTrue(closed.startsWith("close:1009"), closed);
        }
    }

    /** A server that takes nothing makes the client wait, and nothing is lost by it. */
    @Test
    void anApplicationThatDoesNotReceiveStopsTheClient() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger received = new AtomicInteger();
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withQueues(4, 100_000, 100_000);
        Conversation late =
                socket -> {
                    go.await();
                    while (socket.receive() instanceof Message.Binary) received.incrementAndGet();
                };
        int messages = 600;
        AtomicInteger sent = new AtomicInteger();
        try (TestServer server = TestServer.of(of(limits, late));
                SocketClient client = open(server)) {
            String frame = "bin:" + "x".repeat(100_000);
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < messages; i++) {
                                            client.send(frame);
                                            sent.incrementAndGet();
                                        }
                                        client.send("close:1000");
                                    });
            AtomicInteger before = new AtomicInteger(-1);
            // The sender stands still long before all is sent: system buffers hold the rest.
            await().pollInterval(Duration.ofMillis(400))
                    .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
            assertTrue(sent.get() < messages, sent + " of " + messages + " were taken");
            assertEquals(0, received.get());
            go.countDown();
            assertTrue(sender.join(Duration.ofSeconds(30)), "the client goes on");
            assertEquals("close:1000", client.receiveAll());
            await().until(() -> received.get() == messages);
        }
    }

    /** Sending waits for a client that takes nothing, until the time for writing has passed. */
    @Test
    void aClientThatTakesNothingIsCut() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        AtomicLong sent = new AtomicLong();
        byte[] piece = new byte[64 * 1024];
        Conversation flood =
                socket -> {
                    try {
                        for (int i = 0; i < 10_000; i++) {
                            socket.send(piece);
                            sent.addAndGet(piece.length);
                        }
                    } catch (WebSocketClosedException e) {
                        end.complete(e);
                        throw e;
                    }
                };
        Duration hour = HOUR;
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withTimeouts(hour, hour, hour);
        try (TestServer server =
                        TestServer.of(
                                TestServer.LIMITS.withTimeouts(hour, hour, hour, SHORT),
                                of(limits, flood));
                SocketClient client = open(server)) {
            assertTrue(
                    end.get(30, TimeUnit.SECONDS) instanceof WebSocketClosedException, "it is cut");
            assertTrue(sent.get() < 10_000L * piece.length, "it had to wait");
            await().until(() -> server.connections() == 0);
            assertTrue(server.recorder().failures.isEmpty(), "the client's fault");
            assertEquals(101, client.answer().status());
        }
    }

    /** Who tells many the same does not wait for one of them. */
    @Test
    void anOfferToAFullClientIsDeclined() throws Exception {
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        String text = "x".repeat(64 * 1024);
        WebSocketOptions options =
                WebSocketOptions.DEFAULT.withCompression(
                        dev.homeport.http.websocket.Compression.OFF);
        Conversation offering =
                socket -> {
                    int count = 0;
                    while (count < 10_000 && socket.offer(text)) count++;
                    taken.complete(count);
                    socket.send("end");
                };
        Handler root = request -> WebSockets.accept(request, options, offering);
        try (TestServer server = TestServer.of(root);
                SocketClient client = open(server)) {
            int count = taken.get(30, TimeUnit.SECONDS);
            assertTrue(count > 0 && count < 10_000, count + " taken");
            for (int i = 0; i < count; i++) assertEquals("text:" + text, client.receive());
            assertEquals("text:end", client.receive());
        }
    }

    @Test
    void anOfferToAClosedSocketIsDeclined() throws Exception {
        CompletableFuture<Boolean> offered = new CompletableFuture<>();
        Conversation closing =
                socket -> {
                    socket.close(3000, "over");
                    offered.complete(socket.offer("late"));
                };
        try (TestServer server = TestServer.of(of(WebSocketLimits.DEFAULT, closing));
                SocketClient client = open(server)) {
            assertFalse(offered.get(10, TimeUnit.SECONDS));
            assertEquals("close:3000over", client.receive());
        }
    }

    @Test
    void whoIsSilentIsAskedAndThenGivenUp() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withTimeouts(SHORT, SHORT, HOUR);
        try (TestServer server = TestServer.of(of(limits, SocketFramesTest::echo));
                SocketClient client = open(server)) {
            assertEquals("ping:", client.receive());
            client.send("pong:");
            assertEquals("ping:", client.receive());
            assertEquals("end", client.receive());
        }
    }

    @Test
    void whoDoesNotAnswerACloseFrameIsCut() {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withTimeouts(HOUR, HOUR, SHORT);
        try (TestServer server = TestServer.of(of(limits, _ -> {}));
                SocketClient client = open(server)) {
            assertEquals("close:1000", client.receive());
            assertEquals("end", client.receive());
        }
    }
}

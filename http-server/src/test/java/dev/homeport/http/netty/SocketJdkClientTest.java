package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;
import dev.homeport.http.websocket.WebSocketOptions;
import dev.homeport.http.websocket.WebSockets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's client, written by others, speaks with us. */
class SocketJdkClientTest {

    /** Writes down what comes. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add("text " + text);
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
            heard.add("binary " + StandardCharsets.ISO_8859_1.decode(bytes));
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
            heard.add("pong " + StandardCharsets.ISO_8859_1.decode(payload));
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("close " + code);
            return CompletableFuture.completedStage(null);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
        }
    }

    private static TestServer server() {
        LiveCertificates certificates =
                new LiveCertificates(
                        TestCertificates.of(Engine.BORINGSSL, TestCertificates.mint("localhost")));
        WebSocketOptions options = WebSocketOptions.DEFAULT.withSubprotocols("chat");
        return TestServer.of(
                Optional.of(certificates),
                () -> request -> WebSockets.accept(request, options, SocketFramesTest::echo),
                config -> config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void speaksWithTheJdksClient(String scheme) throws Exception {
        try (TestServer server = server();
                HttpClient http =
                        HttpClient.newBuilder().sslContext(TestCertificates.trusting()).build()) {
            InetSocketAddress address = scheme.equals("ws") ? server.plain() : server.tls();
            Ear ear = new Ear();
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .subprotocols("talk", "chat")
                            .buildAsync(
                                    URI.create(scheme + "://localhost:" + address.getPort() + "/"),
                                    ear)
                            .get(10, TimeUnit.SECONDS);
            assertEquals("chat", socket.getSubprotocol());
            socket.sendText("in ", false).join();
            socket.sendPing(ByteBuffer.wrap(new byte[] {'p'})).join();
            socket.sendText("pârts", true).join();
            assertEquals("pong p", ear.next());
            assertEquals("text in pârts", ear.next());
            socket.sendBinary(ByteBuffer.wrap(new byte[] {'b', 0x7f}), true).join();
            assertEquals("binary b\u007f", ear.next());
            String large = "ü".repeat(200_000);
            socket.sendText(large, true).join();
            assertEquals("text " + large, ear.next());
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            assertEquals("close 1000", ear.next());
        }
    }
}

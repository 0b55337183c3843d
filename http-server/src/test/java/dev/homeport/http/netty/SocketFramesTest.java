package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.homeport.http.Handler;
import dev.homeport.http.Response;
import dev.homeport.http.websocket.Compression;
import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.WebSocket;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.WebSocketOptions;
import dev.homeport.http.websocket.WebSockets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table {@code websocket-cases.txt} of raw WebSockets, each sent at once and in pieces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketFramesTest {
    private static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT.withMessageBytesMax(1000);

    private final TestServer server = TestServer.of(SocketFramesTest::open);

    /** A line of the table. */
    record Case(String clause, String coding, String expected, String frames) {}

    private static Response open(dev.homeport.http.Request request) {
        Compression compression =
                switch (request.path()) {
                    case "/plain" -> Compression.OFF;
                    case "/each" -> Compression.EACH_MESSAGE;
                    default -> Compression.ACROSS_MESSAGES;
                };
        WebSocketOptions options =
                WebSocketOptions.DEFAULT.withCompression(compression).withLimits(LIMITS);
        return WebSockets.accept(request, options, SocketFramesTest::echo);
    }

    static void echo(WebSocket socket) throws Exception {
        while (true) {
            switch (socket.receive()) {
                case Message.Text(var text) -> socket.send(text);
                case Message.Binary(var bytes) -> socket.send(bytes);
                case Message.Closed _ -> {
                    return;
                }
            }
        }
    }

    static Handler echoing() {
        return request ->
                WebSockets.accept(request, WebSocketOptions.DEFAULT, SocketFramesTest::echo);
    }

    @AfterAll
    void stop() {
        server.close();
        assertEquals(List.of(), server.recorder().broken);
        assertEquals(List.of(), server.recorder().failures);
    }

    static List<Case> table() throws IOException {
        try (InputStream in = SocketFramesTest.class.getResourceAsStream("websocket-cases.txt")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" ~ ", 4))
                    .map(columns -> new Case(columns[0], columns[1], columns[2], columns[3]))
                    .toList();
        }
    }

    @Test
    void theTableIsLarge() throws IOException {
        assertTrue(table().size() >= 220, table().size() + " cases");
    }

    @TestFactory
    Stream<DynamicTest> sentAtOnce() throws IOException {
        return table().stream()
                .map(each -> dynamicTest(name(each), () -> check(each, Integer.MAX_VALUE)));
    }

    @TestFactory
    Stream<DynamicTest> sentInPieces() throws IOException {
        return table().stream().map(each -> dynamicTest(name(each), () -> check(each, 3)));
    }

    private static String name(Case each) {
        return each.clause() + " " + each.coding() + ": " + each.frames();
    }

    private void check(Case each, int pieceBytes) {
        boolean plain = each.coding().equals("plain");
        String offer = "Sec-WebSocket-Extensions: permessage-deflate";
        String[] fields = plain ? new String[0] : new String[] {offer};
        List<String> received = new ArrayList<>();
        try (SocketClient client =
                SocketClient.open(server.connect(), "/" + each.coding(), fields)) {
            for (String frames : parts(each)) {
                if (frames.equals(">")) received.add(client.receive());
                else send(client, FrameText.encode(frames), pieceBytes);
            }
            received.add(client.receiveAll());
        }
        String all = String.join(" ", received);
        // Our own reasons are for people and may change.
        boolean ours = all.matches("(?s).*close:10(02|07|09)[a-z].*");
        assertEquals(FrameText.plain(each.expected()), ours ? withoutReason(all) : all);
    }

    /** Frames to send and answers to wait for; the client closes when all is answered. */
    private static List<String> parts(Case each) {
        List<String> parts = new ArrayList<>();
        for (String frames : each.frames().split(" > ", -1)) parts.addAll(List.of(frames, ">"));
        parts.removeLast();
        boolean closes = each.frames().matches("(.* )?close.*");
        if (closes || !each.expected().endsWith("close:1000")) return parts;
        int answers = each.expected().split(" ", -1).length - 1;
        for (int i = 0; i < answers; i++) parts.add(">");
        parts.add("close:1000");
        return parts;
    }

    private static void send(SocketClient client, String bytes, int pieceBytes) {
        for (int at = 0; at < bytes.length(); at += Math.min(pieceBytes, bytes.length() - at)) {
            int end = at + Math.min(pieceBytes, bytes.length() - at);
            client.raw().sendIfOpen(bytes.substring(at, end));
        }
    }

    private static String withoutReason(String received) {
        return received.substring(0, received.lastIndexOf("close:") + "close:1000".length());
    }
}

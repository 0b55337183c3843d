package dev.homeport.http.websocket.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.MessageCoding;
import dev.homeport.http.websocket.MessageCoding.Context;
import dev.homeport.http.websocket.WebSocketLimits;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Any bytes amount to something, within the bounds, and to the same however they are cut into
 * pieces; nothing comes after the end.
 */
class MessageReaderFuzzTest {
    private static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT.withMessageBytesMax(500);
    private static final List<MessageCoding> CODINGS =
            List.of(
                    new MessageCoding.Identity(),
                    new MessageCoding.Deflate(Context.FRESH, Context.FRESH, "x"),
                    new MessageCoding.Deflate(Context.KEPT, Context.KEPT, "x"));

    @FuzzTest
    void piecesMakeNoDifference(byte[] bytes) {
        check(bytes, "");
    }

    private static void check(byte[] bytes, String message) {
        for (MessageCoding coding : CODINGS) {
            List<String> whole = told(bytes, coding, Integer.MAX_VALUE, message);
            assertEquals(whole, told(bytes, coding, 1, message), message);
            assertEquals(whole, told(bytes, coding, 7, message), message);
        }
    }

    /**
     * What is read. Where several things are wrong with one compressed message, zlib finds what is
     * wrong with a piece before it gives what came before that, so which is told first may differ.
     */
    private static List<String> told(
            byte[] bytes, MessageCoding coding, int pieceBytes, String message) {
        List<String> found = read(bytes, coding, pieceBytes, message);
        boolean failed = !found.isEmpty() && found.getLast().matches("failure 100[79]: .*");
        if (failed && coding instanceof MessageCoding.Deflate) {
            found.set(found.size() - 1, "failure of content");
        }
        return found;
    }

    private static List<String> read(
            byte[] bytes, MessageCoding coding, int pieceBytes, String message) {
        List<String> found = new ArrayList<>();
        try (MessageReader reader = new MessageReader(LIMITS, coding)) {
            boolean ended = false;
            for (int at = 0; at < bytes.length && !ended; ) {
                int count = Math.min(pieceBytes, bytes.length - at);
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, count);
                ended = readPiece(reader, piece, found, message);
                at += count;
            }
        }
        return found;
    }

    /** Whether the last thing has come. */
    private static boolean readPiece(
            MessageReader reader, ByteBuffer piece, List<String> found, String message) {
        while (true) {
            Incoming incoming = reader.next(piece, 0);
            found.add(text(incoming, message));
            if (incoming instanceof Incoming.More) {
                found.removeLast();
                assertEquals(0, piece.remaining(), message);
                return false;
            }
            if (incoming instanceof Incoming.Close || incoming instanceof Incoming.Failure) {
                assertTrue(reader.next(piece, 0) instanceof Incoming.More, message);
                return true;
            }
        }
    }

    private static String text(Incoming incoming, String message) {
        return switch (incoming) {
            case Incoming.More _ -> "more";
            case Incoming.Whole(Message.Text(var text), var bytes) -> {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                assertEquals(bytes, encoded.length, message);
                assertTrue(bytes <= LIMITS.messageBytesMax(), message);
                yield "text " + text;
            }
            case Incoming.Whole(Message.Binary(var content), var bytes) -> {
                assertEquals(bytes, content.length, message);
                assertTrue(bytes <= LIMITS.messageBytesMax(), message);
                yield "binary " + latin(content);
            }
            case Incoming.Whole(Message.Closed _, _) -> throw new AssertionError(message);
            case Incoming.Ping(var payload) -> "ping " + control(payload, message);
            case Incoming.Pong(var payload) -> "pong " + control(payload, message);
            case Incoming.Close(var code, var reason) -> {
                boolean known = code == CloseCode.NO_STATUS || CloseCode.mayBeSent(code);
                assertTrue(known, message);
                yield "close " + code + reason;
            }
            case Incoming.Failure(var code, var reason) -> {
                assertTrue(CloseCode.mayBeSent(code), message);
                yield "failure " + code + ": " + reason;
            }
        };
    }

    /** RFC 6455 5.5: at most 125 bytes. */
    private static String control(byte[] payload, String message) {
        assertTrue(payload.length <= 125, message);
        return latin(payload);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Frames of all kinds, most of them in order, changed here and there. */
    @Test
    void piecesMakeNoDifferenceToChangedFrames() {
        long seed = 20261124;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 4000; round++) {
            ByteBuffer frames = ByteBuffer.allocate(4096);
            for (int i = random.nextInt(6); i >= 0; i--) put(frames, random);
            byte[] bytes = new byte[frames.flip().remaining()];
            frames.get(bytes);
            String message = "seed " + seed + ", round " + round;
            check(bytes, message);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            check(bytes, message);
        }
    }

    private static void put(ByteBuffer frames, SplittableRandom random) {
        int[] firsts = {0x81, 0x82, 0x01, 0x80, 0x00, 0x88, 0x89, 0x8a, 0xc1, 0x41, 0xc2};
        int length = random.nextInt(8) == 0 ? random.nextInt(126, 600) : random.nextInt(20);
        frames.put((byte) firsts[random.nextInt(firsts.length)]);
        if (length > 125) frames.put((byte) 0xfe).putShort((short) length);
        else frames.put((byte) (0x80 | length));
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frames.put(mask);
        for (int i = 0; i < length; i++) {
            frames.put((byte) (random.nextInt(' ', 0x7f) ^ mask[i & 3]));
        }
    }

    @Test
    void bytesByChanceAmountToSomething() {
        long seed = 6455;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 4000; round++) {
            byte[] bytes = new byte[random.nextInt(1, 200)];
            random.nextBytes(bytes);
            // A sound beginning now and then, or little would come past the first byte.
            if (random.nextInt(4) != 0) bytes[0] = (byte) 0xc1;
            check(bytes, "seed " + seed + ", round " + round);
        }
    }
}

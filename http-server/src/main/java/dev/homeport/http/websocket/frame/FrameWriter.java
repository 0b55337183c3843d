package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.MessageCoding;
import dev.homeport.http.websocket.MessageCoding.Deflate;

import java.nio.charset.StandardCharsets;

/**
 * Makes frames of a server's messages: each message is one frame, unmasked (RFC 6455 5.1).
 *
 * <p>Messages are made in the order they are sent, by one thread at a time, since a compressed one
 * may refer to those before; whoever makes the writer closes it. Control frames stand by
 * themselves.
 */
public final class FrameWriter implements AutoCloseable {
    /** RFC 6455 5.5: of a control frame. */
    private static final int CONTROL_BYTES_MAX = 125;

    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;

    private final MessageCoding coding;
    private final Deflation deflation;

    /** A writer for a WebSocket on which messages have {@code coding}. */
    public FrameWriter(MessageCoding coding) {
        this.coding = coding;
        this.deflation =
                new Deflation(
                        coding instanceof Deflate deflate
                                ? deflate.server()
                                : MessageCoding.Context.FRESH);
    }

    /** A text message of {@code utf8}. */
    public byte[] text(byte[] utf8) {
        return message(Opcode.TEXT, utf8);
    }

    /** A binary message. */
    public byte[] binary(byte[] bytes) {
        return message(Opcode.BINARY, bytes);
    }

    private byte[] message(int opcode, byte[] payload) {
        if (coding instanceof MessageCoding.Identity || !Deflation.helps(payload.length)) {
            return frame(FINAL | opcode, payload, payload.length);
        }
        Deflation.Deflated deflated = deflation.deflate(payload);
        return deflated.isWorthIt()
                ? frame(FINAL | COMPRESSED | opcode, deflated.bytes(), deflated.length())
                : frame(FINAL | opcode, payload, payload.length);
    }

    /** RFC 6455 5.5.2: asks whether somebody is there. */
    public static byte[] ping() {
        return frame(FINAL | Opcode.PING, new byte[0], 0);
    }

    /** RFC 6455 5.5.3: the answer to a ping with {@code payload}. */
    public static byte[] pong(byte[] payload) {
        return frame(FINAL | Opcode.PONG, payload, payload.length);
    }

    /**
     * RFC 6455 5.5.1: the end, with {@code code}; with nothing for {@link CloseCode#NO_STATUS}.
     *
     * @throws IllegalArgumentException when the code may not be sent or the reason has more than
     *     123 bytes
     */
    public static byte[] close(int code, String reason) {
        if (code == CloseCode.NO_STATUS) return frame(FINAL | Opcode.CLOSE, new byte[0], 0);
        if (!CloseCode.mayBeSent(code)) {
            throw new IllegalArgumentException("not a close code to be sent: " + code);
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        if (payload.length > CONTROL_BYTES_MAX) {
            throw new IllegalArgumentException("the reason has more than 123 bytes");
        }
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return frame(FINAL | Opcode.CLOSE, payload, payload.length);
    }

    private static byte[] frame(int first, byte[] payload, int length) {
        int more = length <= 125 ? 0 : length <= 0xffff ? 2 : 8;
        byte[] frame = new byte[2 + more + length];
        frame[0] = (byte) first;
        frame[1] = (byte) (more == 0 ? length : more == 2 ? 126 : 127);
        for (int i = 0; i < more; i++) {
            int shift = 8 * (more - 1 - i);
            frame[2 + i] = shift >= 32 ? 0 : (byte) (length >>> shift);
        }
        System.arraycopy(payload, 0, frame, 2 + more, length);
        return frame;
    }

    @Override
    public void close() {
        deflation.close();
    }
}

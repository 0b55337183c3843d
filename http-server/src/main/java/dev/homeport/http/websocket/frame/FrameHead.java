package dev.homeport.http.websocket.frame;

import java.nio.ByteBuffer;

/** The head of a frame (RFC 6455 5.2), read as its bytes come; used again for each frame. */
final class FrameHead {
    private static final int FLAG_BYTES = 2;
    private static final int MASK_BYTES = 4;
    private static final int BYTES_MAX = FLAG_BYTES + 8 + MASK_BYTES;

    private final byte[] bytes = new byte[BYTES_MAX];
    private int count;

    /** Starts with the next frame. */
    void clear() {
        count = 0;
    }

    /** Reads what is known without the length's own bytes; false when more is needed. */
    boolean readFlags(ByteBuffer in) {
        return readUpTo(FLAG_BYTES, in);
    }

    /** Reads the rest of the head of a masked frame; false when more is needed. */
    boolean readRest(ByteBuffer in) {
        return readUpTo(FLAG_BYTES + lengthBytes() + MASK_BYTES, in);
    }

    private boolean readUpTo(int wanted, ByteBuffer in) {
        while (count < wanted && in.hasRemaining()) bytes[count++] = in.get();
        return count >= wanted;
    }

    boolean isFinal() {
        return (bytes[0] & 0x80) != 0;
    }

    boolean isCompressed() {
        return (bytes[0] & 0x40) != 0;
    }

    /** RSV2 and RSV3, which no extension we agree on uses. */
    boolean hasReservedBits() {
        return (bytes[0] & 0x30) != 0;
    }

    int opcode() {
        return bytes[0] & 0x0f;
    }

    boolean isMasked() {
        return (bytes[1] & 0x80) != 0;
    }

    /** Whether the payload has more than the 125 bytes that stand in the second byte. */
    boolean hasLengthBytes() {
        return lengthBytes() > 0;
    }

    private int lengthBytes() {
        return switch (bytes[1] & 0x7f) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    /** The length of the payload; negative when its highest bit is set, which is an error. */
    long payloadBytes() {
        int more = lengthBytes();
        if (more == 0) return bytes[1] & 0x7f;
        long value = 0;
        for (int i = 0; i < more; i++) value = value << 8 | (bytes[FLAG_BYTES + i] & 0xff);
        return value;
    }

    /** RFC 6455 5.2: the fewest bytes that hold the length must be used. */
    boolean isMinimal() {
        return switch (lengthBytes()) {
            case 2 -> payloadBytes() > 125;
            case 8 -> payloadBytes() > 0xffff;
            default -> true;
        };
    }

    /** RFC 6455 5.3: takes the mask off {@code payload}, which starts at {@code position}. */
    void unmask(byte[] payload, int from, int to, long position) {
        int at = FLAG_BYTES + lengthBytes();
        int phase = (int) (position & 3);
        for (int i = from; i < to; i++) {
            payload[i] ^= bytes[at + phase];
            phase = (phase + 1) & 3;
        }
    }
}

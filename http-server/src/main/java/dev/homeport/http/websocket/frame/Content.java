package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.Message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of a message as it comes; it grows with what arrives, not with what is promised. */
final class Content {
    private static final int START_BYTES = 256;
    private static final byte[] NO_BYTES = {};

    private final Kind kind;
    private final int bytesMax;
    private final Utf8 utf8 = new Utf8();
    private byte[] bytes = NO_BYTES;
    private int length;

    /** What a message says it is. */
    enum Kind {
        TEXT,
        BINARY
    }

    Content(Kind kind, int bytesMax) {
        this.kind = kind;
        this.bytesMax = bytesMax;
    }

    /** Nothing, into which nothing fits. */
    static Content none() {
        return new Content(Kind.BINARY, 0);
    }

    int length() {
        return length;
    }

    /** How many bytes may still come. */
    int left() {
        return bytesMax - length;
    }

    /**
     * Makes room for up to {@code wanted} more bytes, which are to be written from {@link #length}.
     */
    byte[] room(int wanted) {
        if (wanted > bytes.length - length) {
            long grown = Math.max(Math.max(length + wanted, START_BYTES), bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, bytesMax));
        }
        return bytes;
    }

    /** {@code count} more bytes were written; false when they cannot be part of a text. */
    boolean grow(int count) {
        int from = length;
        length += count;
        return kind == Kind.BINARY || utf8.admit(bytes, from, length);
    }

    /** Whether the content may end here. */
    boolean isComplete() {
        return utf8.isComplete();
    }

    Message message() {
        if (kind == Kind.TEXT) {
            return new Message.Text(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
        boolean exact = length == bytes.length;
        return new Message.Binary(exact ? bytes : Arrays.copyOf(bytes, length));
    }
}

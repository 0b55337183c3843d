package dev.homeport.http.netty;

import dev.homeport.http.Body;

import io.netty.buffer.ByteBuf;

import java.util.Arrays;

/** Collects the content of a request; it grows with what arrives, not with what is promised. */
final class BodyCollector {
    private static final int START_BYTES = 8 * 1024;

    private final int bytesMax;
    private byte[] bytes = new byte[0];
    private int length;

    BodyCollector(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Adds what is readable in {@code part}; false when the limit does not allow it. */
    boolean add(ByteBuf part) {
        int more = part.readableBytes();
        if (more > bytesMax - length) return false;
        if (length + more > bytes.length) {
            long grown = Math.max(Math.max(length + more, START_BYTES), bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, bytesMax));
        }
        part.readBytes(bytes, length, more);
        length += more;
        return true;
    }

    Body body() {
        if (length == 0) return Body.empty();
        return new Body.Bytes(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }
}

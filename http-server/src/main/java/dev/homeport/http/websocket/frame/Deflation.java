package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.MessageCoding.Context;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages (RFC 7692 7.2.1). Holds memory of zlib, some 256 KiB, between messages only
 * if they may refer to each other; used by one thread at a time.
 */
final class Deflation implements AutoCloseable {
    /** Shorter messages are not worth the time. */
    private static final int BYTES_MIN = 256;

    /** Each sync flush ends with 00 00 ff ff, which is left out. */
    private static final int TAIL_BYTES = 4;

    /** zlib repeats the end of a flush when it gets too little room for it. */
    private static final int ROOM_BYTES_MIN = 16;

    private final Context context;
    private @Nullable Deflater deflater;

    /** {@code length} bytes of {@code bytes}. */
    // It is read at once and compared with nothing.
    @SuppressWarnings("ArrayRecordComponent")
    record Deflated(byte[] bytes, int length, boolean isWorthIt) {}

    Deflation(Context context) {
        this.context = context;
    }

    static boolean helps(int bytes) {
        return bytes >= BYTES_MIN;
    }

    Deflated deflate(byte[] plain) {
        Deflater zlib = deflater;
        if (zlib == null) deflater = zlib = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        zlib.setInput(plain);
        byte[] out = new byte[plain.length / 2 + 64];
        int length = 0;
        while (true) {
            int room = out.length - length;
            int made = zlib.deflate(out, length, room, Deflater.SYNC_FLUSH);
            length += made;
            if (made < room) break;
            out = Arrays.copyOf(out, out.length * 2 + ROOM_BYTES_MIN);
        }
        if (context == Context.FRESH) close();
        length -= TAIL_BYTES;
        // What later messages may refer to has to be sent this way in any case.
        return new Deflated(out, length, context == Context.KEPT || length < plain.length);
    }

    @Override
    public void close() {
        Deflater zlib = deflater;
        deflater = null;
        if (zlib != null) zlib.end();
    }
}

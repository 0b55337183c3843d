package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.MessageCoding.Context;

import org.jspecify.annotations.Nullable;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses messages (RFC 7692 7.2.2) into contents that bound them. Holds memory of zlib
 * between messages only if they may refer to each other; used by one thread at a time.
 */
final class Inflation implements AutoCloseable {
    /** RFC 7692 7.2.1, 7.2.2: the sender left these out at the end of a message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static final int ROOM_BYTES = 1024;

    private final Context context;
    private final byte[] probe = new byte[1];
    private @Nullable Inflater inflater;

    /** How decompressing went. */
    enum Outcome {
        FINE,
        TOO_LONG,
        NOT_TEXT,
        NOT_DEFLATED
    }

    Inflation(Context context) {
        this.context = context;
    }

    /** Adds to {@code out} what {@code piece} holds. */
    Outcome add(byte[] piece, Content out) {
        Inflater zlib = inflater;
        if (zlib == null) inflater = zlib = new Inflater(true);
        try {
            return add(zlib, piece, out);
        } catch (DataFormatException e) {
            return Outcome.NOT_DEFLATED;
        }
    }

    /** Adds what is left at the end of a message. */
    Outcome finish(Content out) {
        Outcome outcome = add(TAIL, out);
        if (context == Context.FRESH) close();
        return outcome;
    }

    private Outcome add(Inflater zlib, byte[] piece, Content out) throws DataFormatException {
        zlib.setInput(piece);
        while (true) {
            if (zlib.finished() && !restart(zlib, piece)) return Outcome.FINE;
            int before = zlib.getRemaining();
            int wanted = Math.min(ROOM_BYTES, out.left());
            int made =
                    wanted == 0
                            ? zlib.inflate(probe)
                            : zlib.inflate(out.room(wanted), out.length(), wanted);
            if (wanted == 0 && made > 0) return Outcome.TOO_LONG;
            if (!out.grow(made)) return Outcome.NOT_TEXT;
            // zlib may hold more while it fills all the room it gets.
            boolean drained = made < Math.max(wanted, 1) && !zlib.finished();
            if (drained && zlib.needsInput()) return Outcome.FINE;
            boolean stuck = made == 0 && zlib.getRemaining() == before && !zlib.finished();
            if (stuck) return Outcome.NOT_DEFLATED;
        }
    }

    /**
     * RFC 7692 7.2.3.4: a message may hold blocks marked as the last one; others may follow, which
     * start afresh. False when nothing follows in {@code piece}.
     */
    private static boolean restart(Inflater zlib, byte[] piece) {
        int left = zlib.getRemaining();
        zlib.reset();
        if (left == 0) return false;
        zlib.setInput(piece, piece.length - left, left);
        return true;
    }

    @Override
    public void close() {
        Inflater zlib = inflater;
        inflater = null;
        if (zlib != null) zlib.end();
    }
}

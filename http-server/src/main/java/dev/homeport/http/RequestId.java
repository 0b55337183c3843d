package dev.homeport.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers requests, so that the lines of several logs can be joined.
 *
 * <p>A number is unique within a process; the first half is drawn when the process starts, so that
 * two runs hardly ever share one. Handlers find it under {@link #ATTRIBUTE}.
 */
public final class RequestId {
    /** The number of a request. */
    public static final Attribute<Long> ATTRIBUTE = Attribute.of("request-id", Long.class);

    private final AtomicLong next;

    /** Numbers that start with the upper half of {@code seed}. */
    public RequestId(long seed) {
        next = new AtomicLong(seed & 0xffff_ffff_0000_0000L);
    }

    /** The next number. */
    public long next() {
        return next.incrementAndGet();
    }

    /** {@code id} as 16 hexadecimal digits, as logs and the field {@code x-request-id} show it. */
    public static String text(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}

package dev.homeport.http.netty;

import java.util.concurrent.TimeUnit;

/** Counts frames of a connection within windows of time; used by one event loop. */
final class FrameRate {
    private final int max;
    private final long windowNanos;
    private long windowStart;
    private int count;

    FrameRate(int max, int windowSeconds) {
        this.max = max;
        this.windowNanos = TimeUnit.SECONDS.toNanos(windowSeconds);
    }

    /** Whether one more frame at {@code now}, by {@link System#nanoTime}, is within the bound. */
    boolean admit(long now) {
        if (count == 0 || now - windowStart > windowNanos) {
            windowStart = now;
            count = 0;
        }
        return ++count <= max;
    }
}

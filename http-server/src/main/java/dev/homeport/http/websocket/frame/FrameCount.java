package dev.homeport.http.websocket.frame;

import java.time.Duration;

/** Counts frames within windows of time; used by one thread at a time. */
final class FrameCount {
    private final int max;
    private final long windowNanos;
    private long windowStart;
    private int count;

    FrameCount(int max, Duration window) {
        this.max = max;
        this.windowNanos = window.toNanos();
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

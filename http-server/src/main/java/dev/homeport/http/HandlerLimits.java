package dev.homeport.http;

import java.time.Duration;

/**
 * Bounds on what handlers on virtual threads may take and hold.
 *
 * @param timeout how long such a handler may take for its answer, the time apart that it waits for
 *     content of the client; then it is interrupted and the client is told so (503). Streamed
 *     content of an answer has no end in time.
 * @param windowBytes how much streamed content of one message waits in memory for the one who takes
 *     it, at least 1024; a writer that is further ahead has to wait
 */
public record HandlerLimits(Duration timeout, int windowBytes) {
    private static final int WINDOW_BYTES_MIN = 1024;

    /** Longer than any page takes, and enough to keep a fast connection busy. */
    public static final HandlerLimits DEFAULT =
            new HandlerLimits(Duration.ofSeconds(60), 256 * 1024);

    public HandlerLimits {
        if (timeout.toMillis() <= 0) throw new IllegalArgumentException("timeout is not positive");
        if (windowBytes < WINDOW_BYTES_MIN) {
            throw new IllegalArgumentException("windowBytes is less than " + WINDOW_BYTES_MIN);
        }
    }

    /** These bounds with another one on time. */
    public HandlerLimits withTimeout(Duration other) {
        return new HandlerLimits(other, windowBytes);
    }

    /** These bounds with another one on what waits in memory. */
    public HandlerLimits withWindowBytes(int bytes) {
        return new HandlerLimits(timeout, bytes);
    }
}

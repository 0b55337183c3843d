package dev.homeport.http;

/**
 * Bounds on what handlers on virtual threads may hold.
 *
 * @param windowBytes how much streamed content of one message waits in memory for the client to
 *     take it, at least 1024; a writer that is further ahead has to wait
 */
public record HandlerLimits(int windowBytes) {
    private static final int WINDOW_BYTES_MIN = 1024;

    /** Enough to keep a fast connection busy. */
    public static final HandlerLimits DEFAULT = new HandlerLimits(256 * 1024);

    public HandlerLimits {
        if (windowBytes < WINDOW_BYTES_MIN) {
            throw new IllegalArgumentException("windowBytes is less than " + WINDOW_BYTES_MIN);
        }
    }
}

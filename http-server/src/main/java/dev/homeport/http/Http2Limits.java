package dev.homeport.http;

/**
 * Bounds that only HTTP/2 needs: on streams, and on frames that cost the server more than the
 * client. A client past one of the frame bounds loses its connection.
 *
 * @param streamsMax streams open at one time on a connection
 * @param resetsMax streams a client may reset within {@code windowSeconds} (rapid reset)
 * @param controlFramesMax SETTINGS, PING and empty frames within {@code windowSeconds}; also how
 *     many answers to such frames may wait to be sent
 * @param emptyFramesMax DATA frames without content in a row
 * @param continuationsMax small CONTINUATION frames of one block of fields
 * @param windowSeconds the length of the window the rates are counted in
 */
public record Http2Limits(
        int streamsMax,
        int resetsMax,
        int controlFramesMax,
        int emptyFramesMax,
        int continuationsMax,
        int windowSeconds) {

    /** Far above what browsers do, far below what hurts. */
    public static final Http2Limits DEFAULT = new Http2Limits(128, 200, 1_000, 2, 16, 30);

    public Http2Limits {
        if (streamsMax < 1
                || resetsMax < 1
                || controlFramesMax < 1
                || emptyFramesMax < 1
                || continuationsMax < 1
                || windowSeconds < 1) {
            throw new IllegalArgumentException("a bound of HTTP/2 is not positive");
        }
    }
}

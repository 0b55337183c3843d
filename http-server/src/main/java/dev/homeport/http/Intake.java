package dev.homeport.http;

/** How the content of a request reaches its handler. */
public sealed interface Intake {
    /** As a whole. */
    Intake WHOLE = new Whole();

    /**
     * Collected before the handler runs, within {@link HttpLimits#bodyBytesMax}; a {@link
     * Body.Bytes} or {@link Body.Empty}.
     */
    record Whole() implements Intake {}

    /**
     * Given to the handler while it comes, as {@link Body.Incoming}, or {@link Body.Empty} when
     * there is none. What the handler does not read the client cannot send, but for a window of
     * {@link HandlerLimits#windowBytes}.
     *
     * @param bytesMax longer content is refused: at once when its length is known (413), or by a
     *     {@link ContentException} when that much was read
     */
    record Streamed(long bytesMax) implements Intake {
        public Streamed {
            if (bytesMax < 0) throw new IllegalArgumentException("bytesMax is negative");
        }
    }

    /** Content as a stream of at most {@code bytesMax} bytes. */
    static Intake streamed(long bytesMax) {
        return new Streamed(bytesMax);
    }
}

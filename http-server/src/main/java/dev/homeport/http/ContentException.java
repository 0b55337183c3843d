package dev.homeport.http;

import java.io.IOException;

/**
 * The content of a request cannot be read to its end, and that is the client's fault. A handler
 * that lets it through has it answered with {@link #status}; it is not reported as a failure.
 */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status what to answer: 400, 408, 413 or another error of the client
     * @param reason a few words for people
     */
    public ContentException(int status, String reason) {
        super(reason, null);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("not an error of the client: " + status);
        }
        this.status = status;
    }

    /** It tells of bytes that came, not of code: nobody looks for their trace. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** The status to answer with. */
    public int status() {
        return status;
    }
}

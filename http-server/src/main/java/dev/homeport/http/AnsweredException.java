package dev.homeport.http;

/**
 * A handler failed, and something before it knows what to say about it. The edge reports the cause
 * as it reports every failure, and sends this answer instead of its own.
 */
public final class AnsweredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    /** {@code cause} is what the handler failed with. */
    public AnsweredException(Response response, Exception cause) {
        super(cause.getMessage(), cause, false, false);
        this.response = response;
    }

    /** The answer for the client. */
    public Response response() {
        return response;
    }
}

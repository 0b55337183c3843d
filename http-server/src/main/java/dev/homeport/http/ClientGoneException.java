package dev.homeport.http;

import java.io.IOException;

/**
 * The other side of streamed content is gone: the client has closed its connection, reset its
 * stream or taken nothing for too long. What writes or reads has nothing more to do; letting this
 * exception through is right and is not reported as a failure.
 */
public final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public ClientGoneException() {
        super("the client is gone");
    }
}

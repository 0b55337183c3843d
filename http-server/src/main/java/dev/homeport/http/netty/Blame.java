package dev.homeport.http.netty;

import dev.homeport.http.ClientGoneException;
import dev.homeport.http.ContentException;

/** Whose fault it is that a handler failed. */
sealed interface Blame {

    /** The client has left. */
    record Gone() implements Blame {}

    /** The client sent what cannot be read; it is told so. */
    record Clients(int status, String reason) implements Blame {}

    /** The handler's. */
    record Ours() implements Blame {}

    /** Looks through the causes of {@code failure}, since handlers wrap what they get. */
    static Blame of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (cause instanceof ClientGoneException) return new Gone();
            if (cause instanceof ContentException refusal) {
                return new Clients(refusal.status(), String.valueOf(refusal.getMessage()));
            }
            cause = cause.getCause();
        }
        return new Ours();
    }
}

package dev.homeport.http.netty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One request and its answer, piece by piece, over any version of HTTP. A client of the tests; each
 * method waits ten seconds at most for what it needs. Used by one thread.
 */
interface ClientCall extends AutoCloseable {

    /** The status of the next head, interim or final. */
    int status() throws IOException;

    /** A field of the head that {@link #status} told last, or the empty string. */
    String field(String name);

    /**
     * The content; reading throws when the answer is broken off, and takes it from the server's
     * window.
     */
    InputStream content();

    /** Sends a piece of the request's content, waiting while the server does not take it. */
    void send(byte[] piece) throws IOException;

    /** As {@link #send} for text. */
    default void send(String piece) throws IOException {
        send(piece.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the request's content. */
    void end() throws IOException;

    /** Leaves without waiting for the rest. */
    void leave();

    @Override
    default void close() {
        leave();
    }

    /** Reads {@code length} bytes of the content as text. */
    default String read(int length) throws IOException {
        return new String(content().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads the rest of the content as text. */
    default String rest() throws IOException {
        return new String(content().readAllBytes(), StandardCharsets.UTF_8);
    }
}

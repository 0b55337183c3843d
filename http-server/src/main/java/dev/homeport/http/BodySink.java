package dev.homeport.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes streamed content of a response, on the virtual thread of its {@link Body.Writer}.
 *
 * <p>Small pieces are gathered until {@link #flush} or until there are enough of them. Writing
 * waits while the client does not take what was written before; it throws {@link
 * ClientGoneException} when nobody is left who could. Used by one thread, except for {@link
 * #isEnding} and {@link #whenEnding}. Whoever gets one does not close it: the content ends when the
 * writer returns.
 */
public abstract class BodySink extends OutputStream {

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Sends what was gathered; returns before the client has it. */
    @Override
    public abstract void flush() throws IOException;

    /** Flushes; the end of the content is the end of its writer. */
    @Override
    public void close() throws IOException {
        flush();
    }

    /**
     * Whether the writer should come to an end soon: the server is about to stop, or the client is
     * gone. A writer of content that has an end of its own may ignore it.
     */
    public abstract boolean isEnding();

    /**
     * Has {@code wake} called once when {@link #isEnding} becomes true, at once when it is; for
     * writers that wait for something to happen. It is called on an event loop and must not block.
     * A second call takes the place of the first.
     */
    public abstract void whenEnding(Runnable wake);
}

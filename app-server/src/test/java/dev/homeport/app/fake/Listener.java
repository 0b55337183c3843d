package dev.homeport.app.fake;

import dev.homeport.http.Body;
import dev.homeport.http.BodySink;
import dev.homeport.http.ClientGoneException;
import dev.homeport.http.Response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client that takes streamed content and may leave; thread-safe. */
public final class Listener extends BodySink implements AutoCloseable {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Thread writer;
    private Runnable wake = () -> {};
    private boolean gone;

    /** Listens to {@code response}. */
    public Listener(Response response) {
        Body.Writer content = ((Body.Stream) response.body()).writer();
        writer = Thread.ofVirtual().start(() -> run(content));
    }

    private void run(Body.Writer content) {
        try {
            content.write(this);
        } catch (ClientGoneException e) {
            // As it should.
        } catch (Exception e) {
            throw new AssertionError("the writer failed", e);
        }
    }

    /** All that came so far. */
    public synchronized String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (gone) throw new ClientGoneException();
        heard.write(bytes, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public synchronized boolean isEnding() {
        return gone;
    }

    @Override
    public synchronized void whenEnding(Runnable due) {
        wake = due;
    }

    /** Waits until the writer ends by itself. */
    public void awaitEnd() throws InterruptedException {
        writer.join();
    }

    /** Leaves, and waits until the writer has noticed. */
    @Override
    public void close() {
        Runnable due;
        synchronized (this) {
            gone = true;
            due = wake;
        }
        due.run();
        try {
            writer.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

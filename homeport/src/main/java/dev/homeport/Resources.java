package dev.homeport;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened, to be closed in the reverse order: a part never outlives what it stands on. Used
 * by one thread at a time.
 */
final class Resources implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Resources.class.getName());

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Closes {@code resource} with the others; returns it. */
    <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes everything; what one refuses does not keep the others from being closed. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                // The edge of the shutdown: what fails to close is said, and the rest goes on.
                LOG.log(Logger.Level.WARNING, "event=close_failed part=" + next, e);
            }
        }
    }
}

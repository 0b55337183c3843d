package dev.homeport.storage.rules;

import dev.homeport.storage.StoreProblem;

import java.time.Duration;

/**
 * The right to use a view: by one thread, until its work returns, and not longer than the limit of
 * a transaction.
 */
public final class Lease {
    private final Thread owner = Thread.currentThread();
    private final long beganNanos = System.nanoTime();
    private final Duration timeMax;
    private final long timeMaxNanos;
    private volatile boolean open = true;

    /** A lease of the current thread that begins now. */
    public Lease(Duration timeMax) {
        this.timeMax = timeMax;
        this.timeMaxNanos = timeMax.toNanos();
    }

    /**
     * Returns when the view may be used.
     *
     * @throws IllegalStateException outside the work or from another thread
     * @throws StoreProblem.Unavailable when the transaction has taken too long
     */
    public void check() throws StoreProblem {
        if (!open || Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "a view is valid only inside the work it was handed to, on its thread");
        }
        if (overdue()) {
            throw new StoreProblem.Unavailable(
                    "the transaction took longer than "
                            + timeMax
                            + " and was given up: do slow work outside of it");
        }
    }

    /** Whether the time is up. */
    public boolean overdue() {
        return System.nanoTime() - beganNanos > timeMaxNanos;
    }

    /** Ends the right. */
    public void end() {
        open = false;
    }
}

package dev.homeport.storage.sqlite;

import java.util.concurrent.Semaphore;

/**
 * Keeps virtual threads from occupying every carrier with calls into the engine.
 *
 * <p>A virtual thread is pinned to its carrier during a native call, and the scheduler adds no
 * other for it. So only as many of them as there are carriers less one, and at least one, may be
 * inside the engine at a time; the others park, which frees their carriers. Every such call is
 * brief: one document, or at most one page of a scan along an index. Platform threads pass freely.
 * Thread-safe.
 */
final class Carriers {
    private final Semaphore permits;

    Carriers(int carriers) {
        this.permits = new Semaphore(Math.max(1, carriers - 1));
    }

    /** As many carriers as the scheduler has by its documented property, or processors. */
    static Carriers ofThisMachine() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Carriers(
                Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors));
    }

    void enter() {
        if (Thread.currentThread().isVirtual()) permits.acquireUninterruptibly();
    }

    void exit() {
        if (Thread.currentThread().isVirtual()) permits.release();
    }
}

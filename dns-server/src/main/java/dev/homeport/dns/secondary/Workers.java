package dev.homeport.dns.secondary;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs blocking work on virtual threads, so many at a time and the rest in order. Thread-safe.
 * Closing it interrupts what runs and forgets what waits.
 */
final class Workers implements Executor, AutoCloseable {
    private final int threadsMax;

    /** Guards what is below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    private boolean closed;

    Workers(int threadsMax) {
        if (threadsMax < 1) throw new IllegalArgumentException("threadsMax must be at least 1");
        this.threadsMax = threadsMax;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (closed) return;
            waiting.add(task);
            if (threads.size() >= threadsMax) return;
            Thread thread = Thread.ofVirtual().name("homeport-secondary").unstarted(this::work);
            threads.add(thread);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (Runnable task = next(); task != null; task = next()) task.run();
        } finally {
            leave();
        }
    }

    private @org.jspecify.annotations.Nullable Runnable next() {
        lock.lock();
        try {
            Runnable task = closed ? null : waiting.poll();
            // In the same breath as the look into the queue, so that nothing is left lying there.
            if (task == null) threads.remove(Thread.currentThread());
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            threads.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}

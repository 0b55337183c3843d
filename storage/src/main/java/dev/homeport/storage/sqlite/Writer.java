package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreObserver;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.Problems;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes, and its group commit: transactions that wait at the same time share
 * one commit and so one sync of the disk.
 *
 * <pre>
 * begin; [savepoint; work; release | rollback to]* ; commit (durable); answer every caller
 * </pre>
 *
 * <p>It is a platform thread, so that neither the engine's calls nor the disk's syncs hold a
 * carrier of virtual threads. A transaction that fails undoes its savepoint only; a failure of the
 * disk undoes the group, and each of its callers hears of it.
 */
final class Writer {
    /** A group stops taking more after this, so that the first of it does not wait too long. */
    private static final long GROUP_NANOS_MAX = 20_000_000;

    private final Session session;
    private final StoreLimits limits;
    private final StoreObserver observer;
    private final Checkpoints checkpoints;
    private final BlockingQueue<Job<?>> waiting;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;
    private @Nullable StoreProblem damage;

    private Writer(
            Session session, StoreLimits limits, StoreObserver observer, Checkpoints checkpoints) {
        this.session = session;
        this.limits = limits;
        this.observer = observer;
        this.checkpoints = checkpoints;
        this.waiting = new ArrayBlockingQueue<>(limits.waitingWritesMax());
        this.thread =
                Thread.ofPlatform().name("homeport-store-writer").daemon().unstarted(this::loop);
    }

    /** Starts the thread; {@link #close} ends it. */
    static Writer start(
            Session session, StoreLimits limits, StoreObserver observer, Checkpoints checkpoints) {
        var writer = new Writer(session, limits, observer, checkpoints);
        writer.thread.start();
        return writer;
    }

    /** Whether the current thread is the writer's. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** How many transactions wait. */
    int waiting() {
        return waiting.size();
    }

    /** Hands a transaction over and waits until it is durable or refused. */
    <T> T run(Job.Step<T> step) throws StoreProblem {
        if (closing) throw closed();
        var job = new Job<>(step);
        offer(job);
        // The last look at the queue may have been before the offer.
        if (ended && waiting.remove(job)) throw closed();
        return job.await();
    }

    private void offer(Job<?> job) throws StoreProblem {
        try {
            if (waiting.offer(job)) return;
            long nanos = limits.waitTimeMax().toNanos();
            if (waiting.offer(job, nanos, TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreProblem.Unavailable("interrupted before the write began", e);
        }
        throw new StoreProblem.Unavailable(
                "the store is busy: %d writes wait and none finished in %s; try again later"
                        .formatted(limits.waitingWritesMax(), limits.waitTimeMax()));
    }

    static StoreProblem closed() {
        return new StoreProblem.Unavailable("the store is closed");
    }

    private void loop() {
        while (!(closing && waiting.isEmpty())) {
            try {
                runGroup(waiting.take());
            } catch (InterruptedException e) {
                // Only close() ends this thread, and it does not interrupt.
            }
        }
        ended = true;
        for (Job<?> late = waiting.poll(); late != null; late = waiting.poll()) {
            late.fail(closed());
        }
    }

    private void runGroup(Job<?> first) {
        var group = new ArrayList<Job<?>>();
        long began = System.nanoTime();
        try {
            if (damage != null) throw damage;
            session.statements().of("begin immediate").execute();
            for (Job<?> job = first; job != null; job = next(group, began)) {
                group.add(job);
                runOne(job);
            }
            session.settle();
            session.statements().of("commit").execute();
        } catch (SQLException e) {
            undo(group, first, Problems.of(session.file(), e));
            return;
        } catch (StoreProblem e) {
            undo(group, first, e);
            return;
        } catch (RuntimeException | Error e) {
            // A mistake of ours: the callers hear of it, and the thread lives on.
            undo(group, first, new StoreProblem.Unavailable("the write failed: " + e, e));
            return;
        }
        session.committed();
        group.forEach(Job::complete);
        observer.committed(group.size(), System.nanoTime() - began);
        checkpoints.afterGroup();
    }

    private @Nullable Job<?> next(List<Job<?>> group, long began) {
        boolean full = group.size() >= limits.groupTransactionsMax();
        if (full || System.nanoTime() - began > GROUP_NANOS_MAX) return null;
        return waiting.poll();
    }

    private void runOne(Job<?> job) throws SQLException, StoreProblem {
        Session.Mark mark = session.mark();
        session.statements().of("savepoint work").execute();
        Throwable failure = job.run(session);
        StoreProblem broken = session.broken();
        if (broken != null) throw broken;
        if (failure != null) {
            session.statements().of("rollback to work").execute();
            session.reset(mark);
        }
        session.statements().of("release work").execute();
    }

    private void undo(List<Job<?>> group, Job<?> first, StoreProblem problem) {
        rollback();
        session.rolledBack();
        if (problem instanceof StoreProblem.Damaged) {
            // Writing on could spread the damage; reads go on.
            damage = problem;
        }
        if (group.isEmpty()) group.add(first);
        group.forEach(job -> job.fail(problem));
        observer.failed(group.size(), problem);
    }

    private void rollback() {
        try {
            session.statements().forget();
            session.statements().run("rollback");
        } catch (SQLException e) {
            // The engine has rolled back by itself, as it does on a full disk.
        }
    }

    /** Finishes what waits and ends the thread. */
    void close() {
        closing = true;
        // Wakes a writer that waits for work; a full queue has woken it already.
        waiting.offer(new Job<>(_ -> true));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

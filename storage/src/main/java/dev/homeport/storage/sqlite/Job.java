package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreProblem;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/**
 * A transaction on its way through the writer: made and awaited by its caller, run and completed by
 * the writer's thread.
 */
final class Job<T> {
    /** What is done inside the savepoint. */
    @FunctionalInterface
    interface Step<T> {
        T run(Session session) throws Exception;
    }

    private final Step<T> step;
    private final Thread caller = Thread.currentThread();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean completed;

    Job(Step<T> step) {
        this.step = step;
    }

    /** Runs the step and keeps its result for later; returns what went wrong. */
    // The writer's thread is an edge: whatever the work throws belongs to the caller.
    @SuppressWarnings("CatchThrowable")
    @Nullable Throwable run(Session session) {
        try {
            result = step.run(session);
        } catch (Throwable e) {
            failure = e;
        }
        return failure;
    }

    /** Completes with what {@link #run} gave. */
    void complete() {
        completed = true;
        LockSupport.unpark(caller);
    }

    /** Completes with a failure, unless the work itself failed before. */
    void fail(Throwable problem) {
        if (failure == null) failure = problem;
        complete();
    }

    /**
     * Waits for the outcome, which always comes: an interrupt cannot tell whether the transaction
     * became durable and so is only passed on.
     */
    T await() throws StoreProblem {
        boolean interrupted = false;
        while (!completed) {
            LockSupport.park(this);
            if (Thread.interrupted()) interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
        Throwable problem = failure;
        if (problem != null) throw rethrown(problem);
        return value();
    }

    // The work may well return null where T allows it.
    @SuppressWarnings("NullAway")
    private T value() {
        return result;
    }

    private static StoreProblem rethrown(Throwable problem) {
        return switch (problem) {
            case StoreProblem known -> known;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException("undeclared checked exception", problem);
        };
    }
}

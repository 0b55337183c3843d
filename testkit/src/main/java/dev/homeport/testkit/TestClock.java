package dev.homeport.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time that passes when a test says so. It starts at the machine's time, so that clients with
 * clocks of their own agree with it at first. Thread-safe.
 */
public final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Lets {@code time} pass at once; what is not yet over by then is as it was. */
    public void advance(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("time runs forward: " + time);
        now.updateAndGet(instant -> instant.plus(time));
        listeners.forEach(Runnable::run);
    }

    /** {@code listener} is called after each {@link #advance}. */
    void onAdvance(Runnable listener) {
        listeners.add(listener);
    }
}

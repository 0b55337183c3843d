package dev.homeport.app.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class SettableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock by {@code step}, which may be negative. */
    public void advance(Duration step) {
        now = now.plus(step);
    }
}

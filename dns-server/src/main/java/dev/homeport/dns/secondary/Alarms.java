package dev.homeport.dns.secondary;

import java.time.Duration;

/** Wakes somebody up later. Thread-safe. */
@FunctionalInterface
public interface Alarms {
    /**
     * Runs a short task after a while.
     *
     * @return calls it off, if it has not run
     */
    Runnable after(Duration pause, Runnable task);
}

package dev.homeport.dns.secondary;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What the keeping of zones stands on, so that tests can move the clock.
 *
 * @param work runs what blocks, so many at a time as it likes
 */
record Workings(
        Fetcher fetcher,
        ZoneCopies copies,
        RefreshTimers timers,
        InstantSource clock,
        Alarms alarms,
        Executor work,
        ZoneSink sink,
        SecondaryObserver observer) {}

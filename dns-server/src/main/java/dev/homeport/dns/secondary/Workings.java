package dev.homeport.dns.secondary;

import dev.homeport.dns.load.LoadLimits;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What the keeping of zones stands on, so that tests can move the clock.
 *
 * @param work runs what blocks, so many at a time as it likes
 * @param zoneLimits gives the bounds of zones that hold now
 */
record Workings(
        Fetcher fetcher,
        ZoneCopies copies,
        RefreshTimers timers,
        InstantSource clock,
        Alarms alarms,
        Executor work,
        ZoneSink sink,
        SecondaryObserver observer,
        Supplier<LoadLimits> zoneLimits) {}

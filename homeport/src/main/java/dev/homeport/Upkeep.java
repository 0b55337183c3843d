package dev.homeport;

import java.lang.System.Logger;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What is done now and then while the program runs: sites follow their folders, and certificates
 * are renewed in time. One thread; closing it waits for what it does at the moment.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final long REFRESH_MILLIS = 500;
    private static final long RENEW_HOURS = 6;
    private static final long CLOSE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("upkeep").factory());

    private Upkeep() {}

    static Upkeep start(Running running) {
        Upkeep upkeep = new Upkeep();
        upkeep.every(REFRESH_MILLIS, TimeUnit.MILLISECONDS, running::refreshSites);
        upkeep.every(RENEW_HOURS, TimeUnit.HOURS, running::renewCertificates);
        return upkeep;
    }

    private void every(long interval, TimeUnit unit, Runnable task) {
        var _ = thread.scheduleWithFixedDelay(() -> attempt(task), interval, interval, unit);
    }

    /** The edge of this thread: a fault is said and does not end the upkeep. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "event=upkeep_failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) return;
            LOG.log(Logger.Level.WARNING, "event=upkeep_still_busy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

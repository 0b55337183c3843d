package dev.homeport.dns.secondary;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Rings alarms on one thread, which is there once an alarm is set. Thread-safe. */
final class AlarmClock implements Alarms, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("secondary-timers").factory());

    AlarmClock() {
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // An alarm that is set while we close is one nobody waits for.
        thread.setRejectedExecutionHandler((_, _) -> {});
    }

    @Override
    public Runnable after(Duration pause, Runnable task) {
        long millis = Math.max(0, pause.toMillis());
        ScheduledFuture<?> alarm = thread.schedule(task, millis, TimeUnit.MILLISECONDS);
        return () -> alarm.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package dev.homeport.dns.secondary;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock and its alarms, moved by hand. Used by one thread. */
final class FakeTime implements InstantSource, Alarms {
    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    private record Alarm(Instant at, Runnable task) {}

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Runnable after(Duration pause, Runnable task) {
        Alarm alarm = new Alarm(now.plus(pause), task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Lets time pass, alarm by alarm. */
    void pass(Duration time) {
        Instant end = now.plus(time);
        for (int rung = 0; rung < 100_000; rung++) {
            Alarm next = alarms.stream().min(Comparator.comparing(Alarm::at)).orElse(null);
            if (next == null || next.at().isAfter(end)) {
                now = end;
                return;
            }
            alarms.remove(next);
            if (next.at().isAfter(now)) now = next.at();
            next.task().run();
        }
        throw new IllegalStateException("alarms without end");
    }

    int alarms() {
        return alarms.size();
    }
}

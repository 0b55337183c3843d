package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.session.Session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps one visitor from filling the book alone: remembers in the session when they wrote. */
public final class Burst {
    private static final String VALUE = "guestbook.written";

    private final InstantSource clock;
    private final GuestbookLimits limits;

    public Burst(InstantSource clock, GuestbookLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** How long the holder of {@code session} has to wait; empty when they may write. */
    Optional<Duration> waitOf(Session session) {
        List<Instant> recent = recent(session);
        if (recent.size() < limits.burstMax()) return Optional.empty();
        Instant free = recent.get(recent.size() - limits.burstMax()).plus(limits.burstTime());
        return Optional.of(Duration.between(clock.instant(), free));
    }

    /** {@code session} with one more entry written now. */
    Session note(Session session) {
        StringBuilder written = new StringBuilder();
        for (Instant instant : recent(session)) written.append(instant.toEpochMilli()).append(' ');
        return session.with(VALUE, written.append(clock.instant().toEpochMilli()).toString());
    }

    private List<Instant> recent(Session session) {
        Instant now = clock.instant();
        List<Instant> recent = new ArrayList<>();
        for (String millis : session.value(VALUE).orElse("").split(" ", -1)) {
            if (millis.isEmpty()) continue;
            Instant written = Instant.ofEpochMilli(Long.parseLong(millis));
            if (written.plus(limits.burstTime()).isAfter(now)) recent.add(written);
        }
        return recent;
    }
}

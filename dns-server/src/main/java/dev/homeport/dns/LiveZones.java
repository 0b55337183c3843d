package dev.homeport.dns;

import dev.homeport.dns.zone.Zones;

import java.util.concurrent.atomic.AtomicReference;

/** Holds the zones that are served now. Thread-safe: a snapshot is replaced whole. */
public final class LiveZones {
    private final AtomicReference<Zones> current;

    /** Starts with a first snapshot. */
    public LiveZones(Zones first) {
        current = new AtomicReference<>(first);
    }

    /** The snapshot to answer from. Read it once a query. */
    public Zones current() {
        return current.get();
    }

    /** Serves another snapshot from the next query on. */
    public void publish(Zones next) {
        current.set(next);
    }
}

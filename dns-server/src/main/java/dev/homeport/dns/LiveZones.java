package dev.homeport.dns;

import dev.homeport.dns.zone.Zones;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Holds the zones that are served now. Thread-safe: a snapshot is replaced whole. */
public final class LiveZones {
    private final AtomicReference<Zones> current;

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    /** Sees what replaced what. */
    @FunctionalInterface
    public interface Watcher {
        /** Called after each change, one after the other; {@code after} is served already. */
        void changed(Zones before, Zones after);
    }

    /** Guards the sequence read, change, write. */
    private final ReentrantLock writing = new ReentrantLock();

    /** Starts with a first snapshot. */
    public LiveZones(Zones first) {
        current = new AtomicReference<>(first);
    }

    /** The snapshot to answer from. Read it once a query. */
    public Zones current() {
        return current.get();
    }

    /** Tells of every change from now on. */
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Serves another snapshot from the next query on. */
    public void publish(Zones next) {
        change(_ -> next);
    }

    /**
     * Serves what becomes of the current snapshot. Changes run one after the other, so that none is
     * lost: whoever reads a snapshot to change it does that in here.
     *
     * @return what is served now
     */
    public Zones change(UnaryOperator<Zones> change) {
        writing.lock();
        try {
            Zones before = current.get();
            Zones next = change.apply(before);
            current.set(next);
            for (Watcher watcher : watchers) watcher.changed(before, next);
            return next;
        } finally {
            writing.unlock();
        }
    }
}

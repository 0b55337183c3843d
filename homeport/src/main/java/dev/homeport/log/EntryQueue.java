package dev.homeport.log;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue of many writers and one reader without a lock: a writer claims a place by moving
 * the tail, then fills it; the reader empties places in order and moves the head.
 *
 * @param <E> what is queued
 */
final class EntryQueue<E> {
    private final AtomicReferenceArray<@Nullable E> places;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    /** Holds at least so many entries: the next power of two. */
    EntryQueue(int entriesMax) {
        if (entriesMax < 1 || entriesMax > 1 << 24) {
            throw new IllegalArgumentException(entriesMax + " entries");
        }
        int size = Integer.highestOneBit(2 * entriesMax - 1);
        places = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /** Adds an entry unless the queue is full; any thread, never waits. */
    boolean offer(E entry) {
        long place;
        do {
            place = tail.get();
            if (place - head.get() > mask) return false;
        } while (!tail.compareAndSet(place, place + 1));
        places.setRelease((int) place & mask, entry);
        return true;
    }

    /**
     * Takes the oldest entry; the reader only. Nothing comes while the oldest place is claimed but
     * not yet filled, though the queue is not empty then.
     */
    @Nullable E poll() {
        long place = head.get();
        E entry = places.getAcquire((int) place & mask);
        if (entry == null) return null;
        places.setPlain((int) place & mask, null);
        head.set(place + 1);
        return entry;
    }

    boolean isEmpty() {
        return tail.get() == head.get();
    }

    int capacity() {
        return mask + 1;
    }
}

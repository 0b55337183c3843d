package dev.homeport.storage.rules;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Edition;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the commits to each collection, so that it can be told whether there was one.
 *
 * <p>A count is odd while a commit is under way: it is made so before anybody can see what is
 * committed, and even again when everybody does. Taken before a reading, an even count that has not
 * moved says that the reading is as good as new.
 *
 * <p>Editions are taken by any thread, commits are told by one thread at a time.
 */
public final class Editions {
    private final ConcurrentHashMap<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** The present edition of {@code collections}, which are declared. */
    public Edition of(List<Collection> collections) {
        int size = collections.size();
        var places = new AtomicLong[size];
        var seen = new long[size];
        for (int i = 0; i < size; i++) {
            places[i] = place(collections.get(i).name());
            seen[i] = places[i].get();
            if (isOdd(seen[i])) return Edition.PAST;
        }
        return () -> unmoved(places, seen);
    }

    private static boolean unmoved(AtomicLong[] places, long[] seen) {
        for (int i = 0; i < seen.length; i++) {
            if (places[i].get() != seen[i]) return false;
        }
        return true;
    }

    private AtomicLong place(String name) {
        return counts.computeIfAbsent(name, _ -> new AtomicLong());
    }

    private static boolean isOdd(long count) {
        return (count & 1) != 0;
    }

    /** A commit to the collections called {@code names} is about to become visible. */
    public void begin(Set<String> names) {
        for (String name : names) {
            AtomicLong count = place(name);
            if (!isOdd(count.get())) count.incrementAndGet();
        }
    }

    /** The commit to the collections called {@code names} is visible to all, or was given up. */
    public void end(Set<String> names) {
        for (String name : names) {
            AtomicLong count = place(name);
            if (isOdd(count.get())) count.incrementAndGet();
        }
    }
}

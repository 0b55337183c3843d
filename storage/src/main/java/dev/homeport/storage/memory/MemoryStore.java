package dev.homeport.storage.memory;

import dev.homeport.storage.Change;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Edition;
import dev.homeport.storage.Migration;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreFacts;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;
import dev.homeport.storage.View;
import dev.homeport.storage.rules.Bodies;
import dev.homeport.storage.rules.Declared;
import dev.homeport.storage.rules.Editions;
import dev.homeport.storage.rules.Feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * A complete store that keeps everything in memory and forgets it when it is closed, for the tests
 * of what is built on a store.
 *
 * <p>It passes the same contract tests as the others. Each write copies the collections it touches,
 * so it suits thousands of documents, not millions. Thread-safe.
 */
public final class MemoryStore implements Store {
    private final StoreLimits limits;
    private final Bodies bodies;
    private final Map<String, Collection> declared = new HashMap<>();
    private final ConcurrentSkipListMap<Long, Change> feed = new ConcurrentSkipListMap<>();
    private final Editions editions = new Editions();
    private final ScopedValue<Boolean> inside = ScopedValue.newInstance();

    /** Guards the writing of {@link #contents} and {@link #feed}. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private volatile Contents contents = new Contents(Map.of(), 0);
    private volatile boolean closed;

    private MemoryStore(StoreLimits limits, List<Collection> collections) {
        this.limits = limits;
        this.bodies = new Bodies(limits);
        collections.forEach(collection -> declared.put(collection.name(), collection));
    }

    /** An empty store of {@code collections} with the default limits. */
    public static MemoryStore of(Collection... collections) {
        Declared.requireDistinct(List.of(collections));
        return new MemoryStore(StoreLimits.DEFAULT, List.of(collections));
    }

    /**
     * An empty store to which the migrations that are functions have been applied; statements of
     * another engine mean nothing here.
     */
    public static MemoryStore open(
            StoreLimits limits, List<Collection> collections, List<Migration> migrations)
            throws StoreProblem {
        Declared.requireDistinct(collections);
        Declared.requireAscending(migrations);
        var store = new MemoryStore(limits, collections);
        for (Migration migration : migrations) {
            if (migration.step() instanceof Migration.Function function) {
                store.write(tx -> function.work().run(tx));
            }
        }
        return store;
    }

    @Override
    public <T> T read(Work<View, T> work) throws StoreProblem {
        requireUsable();
        var view = new MemoryTx(contents, declared, bodies, limits);
        try {
            return ScopedValue.where(inside, true).call(() -> work.run(view));
        } finally {
            view.end();
        }
    }

    @Override
    public <T> T write(Work<Tx, T> work) throws StoreProblem {
        requireUsable();
        lock();
        try {
            requireUsable();
            var tx = new MemoryTx(contents, declared, bodies, limits);
            try {
                T result = ScopedValue.where(inside, true).call(() -> work.run(tx));
                publish(tx.finish(), tx.changes());
                return result;
            } finally {
                tx.end();
            }
        } finally {
            writing.unlock();
        }
    }

    private void lock() throws StoreProblem {
        try {
            long nanos = limits.waitTimeMax().toNanos();
            if (writing.tryLock(nanos, TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreProblem.Unavailable("interrupted before the write began", e);
        }
        throw new StoreProblem.Unavailable("the store is busy: try again later");
    }

    private void publish(Contents next, List<Change> changes) {
        Set<String> written = changes.stream().map(Change::collection).collect(Collectors.toSet());
        editions.begin(written);
        changes.forEach(change -> feed.put(change.sequence(), change));
        contents = next;
        editions.end(written);
        feed.headMap(next.sequence() - limits.keptChangesMax(), true).clear();
    }

    private void requireUsable() throws StoreProblem {
        if (inside.isBound()) {
            throw new IllegalStateException(
                    "a transaction was begun inside another one: use the view at hand");
        }
        if (closed) throw new StoreProblem.Unavailable("the store is closed");
    }

    @Override
    public List<Change> changesAfter(long sequence, int max) throws StoreProblem {
        Feed.requireMax(max);
        requireUsable();
        lock();
        try {
            long last = contents.sequence();
            long first = feed.isEmpty() ? last + 1 : feed.firstKey();
            Feed.requireKept(sequence, first, last);
            return feed.tailMap(sequence, false).values().stream().limit(max).toList();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Edition edition(List<Collection> collections) {
        for (Collection collection : collections) {
            if (!declared.containsKey(collection.name())) return Edition.PAST;
        }
        return editions.of(collections);
    }

    @Override
    public StoreFacts facts() throws StoreProblem {
        requireUsable();
        Contents now = contents;
        var documents = new TreeMap<String, Long>();
        long bytes = 0;
        for (Collection collection : declared.values()) {
            var rows = now.of(collection);
            documents.put(collection.name(), (long) rows.size());
            for (var row : rows.values()) bytes += row.document().json().length();
        }
        return new StoreFacts("memory", "memory", bytes, now.sequence(), documents);
    }

    @Override
    public void close() {
        if (inside.isBound()) {
            throw new IllegalStateException("a store is not closed from inside its transactions");
        }
        closed = true;
    }
}

package dev.homeport.app.fake;

import dev.homeport.storage.Change;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreFacts;
import dev.homeport.storage.StoreProblem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole store in memory; thread-safe, forgets everything when it is gone. */
public final class MemoryStore implements Store {
    static final Comparator<String> BYTEWISE =
            (a, b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final Map<String, Collection> declared = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Object lock = new Object();

    /** Replaced whole by each write; its maps are never changed afterwards. */
    private volatile Map<String, Map<String, Document>> committed;

    private volatile Optional<StoreProblem> failure = Optional.empty();

    public MemoryStore(List<Collection> collections) {
        Map<String, Map<String, Document>> empty = new HashMap<>();
        for (Collection collection : collections) {
            declared.put(collection.name(), collection);
            empty.put(collection.name(), new TreeMap<>(BYTEWISE));
        }
        committed = empty;
    }

    /** From now on every call fails with {@code problem}. */
    public void failWith(StoreProblem problem) {
        failure = Optional.of(problem);
    }

    /** From now on calls succeed again. */
    public void mend() {
        failure = Optional.empty();
    }

    @Override
    public <T> T read(Work<dev.homeport.storage.View, T> work) throws StoreProblem {
        requireWorking();
        return work.run(new MemoryTx(declared, committed));
    }

    @Override
    public <T> T write(Work<dev.homeport.storage.Tx, T> work) throws StoreProblem {
        requireWorking();
        synchronized (lock) {
            MemoryTx tx = new MemoryTx(declared, committed);
            T result = work.run(tx);
            committed = tx.documents();
            for (Change change : tx.changes()) {
                changes.add(
                        new Change(
                                changes.size() + 1L,
                                change.collection(),
                                change.id(),
                                change.version()));
            }
            return result;
        }
    }

    private void requireWorking() throws StoreProblem {
        if (failure.isPresent()) throw failure.get();
    }

    @Override
    public List<Change> changesAfter(long sequence, int max) {
        synchronized (lock) {
            return changes.stream().filter(c -> c.sequence() > sequence).limit(max).toList();
        }
    }

    /** How many changes were committed. */
    public long sequence() {
        synchronized (lock) {
            return changes.size();
        }
    }

    @Override
    public StoreFacts facts() throws StoreProblem {
        requireWorking();
        Map<String, Long> counts = new HashMap<>();
        committed.forEach((name, documents) -> counts.put(name, (long) documents.size()));
        return new StoreFacts("Memory 1.0", "/srv/data/homeport.db", 123_456, sequence(), counts);
    }

    @Override
    public void close() {
        failWith(new StoreProblem.Unavailable("the store is closed"));
    }
}

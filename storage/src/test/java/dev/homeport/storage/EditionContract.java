package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.OpenStore.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** What every store says of the editions of its collections. */
public abstract class EditionContract {
    private static final int COMMITS = 300;
    private static final int READERS = 3;

    private final Store store;

    protected EditionContract(OpenStore open) throws StoreProblem {
        store = open.with(StoreLimits.DEFAULT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private Document insert(Collection collection, String id) throws StoreProblem {
        return store.write(tx -> tx.insert(collection, id, book("x", 1)));
    }

    @Test
    void endsWithTheFirstWriteToOneOfItsCollections() throws StoreProblem {
        Edition books = store.edition(List.of(BOOKS));
        Edition notes = store.edition(List.of(NOTES));
        Edition both = store.edition(List.of(BOOKS, NOTES));
        Edition none = store.edition(List.of());
        assertTrue(books.isCurrent() && notes.isCurrent() && both.isCurrent());

        insert(BOOKS, "a");

        assertFalse(books.isCurrent());
        assertFalse(both.isCurrent());
        assertTrue(notes.isCurrent());
        assertTrue(none.isCurrent());
        assertTrue(store.edition(List.of(BOOKS)).isCurrent());
    }

    @Test
    void updatesAndDeletesEndItToo() throws StoreProblem {
        insert(BOOKS, "a");
        Edition first = store.edition(List.of(BOOKS));
        store.write(tx -> tx.update(BOOKS, "a", 1, book("y", 2)));
        assertFalse(first.isCurrent());
        Edition second = store.edition(List.of(BOOKS));
        store.write(
                tx -> {
                    tx.delete(BOOKS, "a", 2);
                    return true;
                });
        assertFalse(second.isCurrent());
    }

    @Test
    void outlivesReadsAndWorkThatWritesNothing() throws StoreProblem {
        insert(BOOKS, "a");
        Edition edition = store.edition(List.of(BOOKS));
        store.read(view -> view.scan(BOOKS, Scan.byId(5)));
        store.write(tx -> tx.count(BOOKS));
        assertTrue(edition.isCurrent());
    }

    @Test
    void workThatFailsLeavesAnEditionToTake() throws StoreProblem {
        insert(BOOKS, "a");
        assertThrows(StoreProblem.Conflict.class, () -> insert(BOOKS, "a"));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        store.write(
                                tx -> {
                                    tx.insert(BOOKS, "b", book("x", 1));
                                    throw new IllegalArgumentException("undo");
                                }));
        assertTrue(store.edition(List.of(BOOKS)).isCurrent());
    }

    @Test
    void whatIsNotDeclaredHasNone() {
        assertFalse(store.edition(List.of(BOOKS, Collection.of("other"))).isCurrent());
    }

    /** A reading and the edition that was taken before it. */
    private record Reading(Edition edition, long version) {}

    @Test
    void nobodyWhoHasSeenMoreIsGivenLess() throws Exception {
        insert(BOOKS, "a");
        var kept = new AtomicReference<>(new Reading(Edition.PAST, 0));
        var writing = new AtomicBoolean(true);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<Long>>();
            for (int i = 0; i < READERS; i++) {
                readers.add(executor.submit((Callable<Long>) () -> compare(kept, writing)));
            }
            for (int version = 1; version <= COMMITS; version++) {
                int from = version;
                store.write(tx -> tx.update(BOOKS, "a", from, book("x", from)));
                Reading reading = kept.get();
                assertFalse(reading.edition().isCurrent() && reading.version() <= from);
            }
            writing.set(false);
            for (Future<Long> reader : readers) assertTrue(reader.get() > 0);
        }
        assertEquals(COMMITS + 1L, version());
    }

    /** Compares what is kept with what is read, and keeps the latter; gives how often. */
    private long compare(AtomicReference<Reading> kept, AtomicBoolean writing) throws StoreProblem {
        long times = 0;
        do {
            long seen = version();
            Reading reading = kept.get();
            if (reading.edition().isCurrent()) {
                assertTrue(
                        reading.version() >= seen,
                        () -> "kept " + reading.version() + " after " + seen + " was seen");
            }
            Edition edition = store.edition(List.of(BOOKS));
            kept.set(new Reading(edition, version()));
            times++;
        } while (writing.get());
        return times;
    }

    private long version() throws StoreProblem {
        return store.read(view -> view.get(BOOKS, "a")).orElseThrow().version();
    }
}

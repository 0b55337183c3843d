package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What every store keeps to in its feed of changes. */
public abstract class FeedContract {
    private static final int KEPT = 5;

    private final Store store;

    protected FeedContract(OpenStore open) throws StoreProblem {
        store = open.with(StoreLimits.DEFAULT.withKept(KEPT, 1 << 20));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void note(String id) throws StoreProblem {
        store.write(tx -> tx.insert(NOTES, id, "{}"));
    }

    @Test
    void everyCommittedChangeComesInItsOrder() throws StoreProblem {
        assertEquals(List.of(), store.changesAfter(0, 10));
        store.write(
                tx -> {
                    tx.insert(BOOKS, "z", book("x", 1));
                    tx.insert(NOTES, "a", "{}");
                    return tx.update(BOOKS, "z", 1, book("x", 2));
                });
        store.write(
                tx -> {
                    tx.delete(BOOKS, "z", 2);
                    return true;
                });
        var all =
                List.of(
                        new Change(1, "books", "z", 1),
                        new Change(2, "notes", "a", 1),
                        new Change(3, "books", "z", 2),
                        new Change(4, "books", "z", 0));
        assertEquals(all, store.changesAfter(0, 10));
        assertEquals(all.subList(1, 3), store.changesAfter(1, 2));
        assertEquals(List.of(), store.changesAfter(4, 2));
        assertEquals(4, store.facts().sequence());
    }

    @Test
    void undoneWorkLeavesNoChange() throws StoreProblem {
        note("a");
        assertThrows(
                StoreProblem.Conflict.class,
                () ->
                        store.write(
                                tx -> {
                                    tx.insert(NOTES, "b", "{}");
                                    return tx.insert(NOTES, "a", "{}");
                                }));
        note("c");
        var ids = store.changesAfter(0, 10).stream().map(Change::id).toList();
        assertEquals(List.of("a", "c"), ids);
    }

    @Test
    void readerThatIsTooFarBehindIsToldSo() throws StoreProblem {
        for (int i = 1; i <= KEPT; i++) note("n" + i);
        assertEquals(KEPT, store.changesAfter(0, 10).size());
        note("one more");
        assertRefused(
                StoreProblem.Invalid.class, () -> store.changesAfter(0, 10), "forgotten", "is 2");
        assertEquals(KEPT, store.changesAfter(1, 10).size());
        for (int i = 0; i < 20; i++) note("m" + i);
        assertEquals(KEPT, store.changesAfter(21, 10).size());
        assertRefused(StoreProblem.Invalid.class, () -> store.changesAfter(20, 10), "forgotten");
    }

    @Test
    void sequenceFromTheFutureIsNotTakenForSilence() throws StoreProblem {
        note("a");
        assertEquals(List.of(), store.changesAfter(1, 10));
        assertRefused(StoreProblem.Invalid.class, () -> store.changesAfter(2, 10), "restored");
    }
}

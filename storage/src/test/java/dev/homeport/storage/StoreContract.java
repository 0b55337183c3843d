package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What every store keeps to in single transactions. */
public abstract class StoreContract {
    private final Store store;

    protected StoreContract(OpenStore open) throws StoreProblem {
        store = open.with(StoreLimits.DEFAULT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private Document insert(String id, String json) throws StoreProblem {
        return store.write(tx -> tx.insert(BOOKS, id, json));
    }

    private long count() throws StoreProblem {
        return store.read(view -> view.count(BOOKS));
    }

    private Optional<Document> get(String id) throws StoreProblem {
        return store.read(view -> view.get(BOOKS, id));
    }

    @Test
    void insertedDocumentIsReadBackAsItWas() throws StoreProblem {
        String json = " { \"author\" : \"Lem ☃ 𝄞\",\n\"year\":1961, \"more\":[1.50,null] } ";
        Document inserted = insert("solaris", json);
        assertEquals(new Document("solaris", 1, json), inserted);
        assertEquals(Optional.of(inserted), get("solaris"));
        assertEquals(Optional.empty(), get("fiasco"));
        assertEquals(Optional.empty(), store.read(view -> view.get(NOTES, "solaris")));
    }

    @Test
    void updateNamesTheVersionItReplaces() throws StoreProblem {
        insert("a", book("x", 1));
        Document second = store.write(tx -> tx.update(BOOKS, "a", 1, book("y", 2)));
        assertEquals(new Document("a", 2, book("y", 2)), second);
        assertEquals(Optional.of(second), get("a"));

        assertRefused(
                StoreProblem.Conflict.class,
                () -> store.write(tx -> tx.update(BOOKS, "a", 1, book("z", 3))),
                "books/a: version 1 was expected",
                "version 2 now");
        assertEquals(Optional.of(second), get("a"));
    }

    @Test
    void updateOfNothingIsAConflict() {
        assertRefused(
                StoreProblem.Conflict.class,
                () -> store.write(tx -> tx.update(BOOKS, "a", 1, book("z", 3))),
                "it is gone");
    }

    @Test
    void insertOnATakenIdIsAConflictAndChangesNothing() throws StoreProblem {
        insert("a", book("x", 1));
        assertThrows(StoreProblem.Conflict.class, () -> insert("a", book("y", 2)));
        assertEquals(Optional.of(new Document("a", 1, book("x", 1))), get("a"));
    }

    @Test
    void deleteNamesTheVersionItRemoves() throws StoreProblem {
        insert("a", book("x", 1));
        assertThrows(StoreProblem.Conflict.class, () -> delete("a", 2));
        delete("a", 1);
        assertEquals(Optional.empty(), get("a"));
        assertThrows(StoreProblem.Conflict.class, () -> delete("a", 1));
        assertEquals(1, insert("a", book("x", 1)).version());
    }

    private void delete(String id, long version) throws StoreProblem {
        store.write(
                tx -> {
                    tx.delete(BOOKS, id, version);
                    return true;
                });
    }

    @Test
    void workSeesWhatItWrote() throws StoreProblem {
        store.write(
                tx -> {
                    tx.insert(BOOKS, "a", book("x", 1));
                    tx.insert(BOOKS, "b", book("x", 2));
                    tx.update(BOOKS, "a", 1, book("w", 3));
                    assertEquals(2, tx.get(BOOKS, "a").orElseThrow().version());
                    assertEquals(2, tx.count(BOOKS));
                    var first = tx.scan(BOOKS, Scan.by("author", 10)).getFirst();
                    assertEquals("a", first.id());
                    tx.delete(BOOKS, "a", 2);
                    assertEquals(1, tx.count(BOOKS));
                    return true;
                });
        assertEquals(1, count());
    }

    @Test
    void workThatThrowsWritesNothing() throws StoreProblem {
        insert("kept", book("x", 1));
        var thrown =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                store.write(
                                        tx -> {
                                            tx.insert(BOOKS, "a", book("x", 1));
                                            tx.delete(BOOKS, "kept", 1);
                                            throw new IllegalArgumentException("stop");
                                        }));
        assertEquals("stop", thrown.getMessage());
        assertEquals(Optional.empty(), get("a"));
        assertTrue(get("kept").isPresent());
        assertEquals(1, count());
        assertEquals(1, store.facts().sequence());
    }

    @Test
    void caughtConflictLetsTheRestOfTheWorkStand() throws StoreProblem {
        insert("a", book("x", 1));
        store.write(
                tx -> {
                    tx.insert(BOOKS, "b", book("x", 1));
                    assertThrows(
                            StoreProblem.Conflict.class, () -> tx.insert(BOOKS, "a", book("x", 1)));
                    return tx.insert(BOOKS, "c", book("x", 1));
                });
        assertEquals(3, count());
    }

    @Test
    void countAndFactsFollowTheDocuments() throws StoreProblem {
        insert("a", book("x", 1));
        insert("b", book("x", 1));
        store.write(tx -> tx.insert(NOTES, "n", "{}"));
        delete("a", 1);
        StoreFacts facts = store.facts();
        assertEquals(1L, facts.documents().get("books"));
        assertEquals(1L, facts.documents().get("notes"));
        assertEquals(4, facts.sequence());
        assertFalse(facts.engine().isEmpty());
    }

    @Test
    void undeclaredCollectionIsRefused() {
        Collection other = Collection.of("other");
        assertThrows(StoreProblem.Invalid.class, () -> store.read(view -> view.get(other, "a")));
        assertThrows(
                StoreProblem.Invalid.class, () -> store.write(tx -> tx.insert(other, "a", "{}")));
    }

    @Test
    void closedStoreIsUnavailable() {
        store.close();
        store.close();
        assertThrows(StoreProblem.Unavailable.class, () -> get("a"));
        assertThrows(StoreProblem.Unavailable.class, () -> insert("a", book("x", 1)));
        assertThrows(StoreProblem.Unavailable.class, () -> store.changesAfter(0, 1));
        assertThrows(StoreProblem.Unavailable.class, () -> store.facts());
    }
}

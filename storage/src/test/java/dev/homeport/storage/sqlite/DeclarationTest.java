package dev.homeport.storage.sqlite;

import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Migration;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Collections and indexes may be declared, left out and declared again at any time. */
class DeclarationTest {
    private static final Collection PLAIN = Collection.of("items");
    private static final Collection BY_NAME = PLAIN.text("name");
    private static final Collection BY_RANK = PLAIN.integer("rank");

    @TempDir Path folder;

    private SqliteStore open(Collection... collections) throws StoreProblem {
        return open(List.of(), collections);
    }

    private SqliteStore open(List<Migration> migrations, Collection... collections)
            throws StoreProblem {
        return SqliteStore.open(
                StoreConfig.of(folder.resolve("data")), List.of(collections), migrations);
    }

    private static void insert(SqliteStore store, int from, int to) throws StoreProblem {
        store.write(
                tx -> {
                    for (int i = from; i < to; i++) tx.insert(PLAIN, "i" + i, item(i));
                    return true;
                });
    }

    private static String item(int i) {
        return "{\"name\":\"name %d\",\"rank\":%d,\"nAme\":\"other\"}".formatted(i % 10, -i);
    }

    private static List<String> ids(SqliteStore store, Scan scan) throws StoreProblem {
        return store.read(view -> view.scan(PLAIN, scan)).stream().map(Document::id).toList();
    }

    @Test
    void newIndexFindsTheDocumentsThatWereThereBefore() throws StoreProblem {
        try (var store = open(PLAIN)) {
            insert(store, 0, 1234);
            assertThrows(StoreProblem.Invalid.class, () -> ids(store, Scan.by("name", 1)));
        }
        try (var store = open(BY_NAME.integer("rank"), Collection.of("more"))) {
            assertEquals(123, ids(store, Scan.where("name", "name 7", 1000)).size());
            assertEquals(List.of("i1233"), ids(store, Scan.by("rank", 1)));
        }
    }

    @Test
    void indexThatWasLeftOutForAWhileIsCompleteAgain() throws StoreProblem {
        try (var store = open(BY_NAME)) {
            insert(store, 0, 10);
        }
        try (var store = open(PLAIN)) {
            insert(store, 10, 20);
            store.write(tx -> tx.update(PLAIN, "i3", 1, item(5)));
            // Nobody asks for the member now.
            store.write(tx -> tx.insert(PLAIN, "bare", "{}"));
            store.write(tx -> tx.update(PLAIN, "bare", 1, item(5)));
        }
        try (var store = open(BY_NAME)) {
            assertEquals(
                    List.of("bare", "i15", "i3", "i5"),
                    ids(store, Scan.where("name", "name 5", 9)));
            assertEquals(List.of("i13"), ids(store, Scan.where("name", "name 3", 9)));
        }
    }

    @Test
    void membersThatDifferInCaseAndTypeAreDifferentIndexes() throws StoreProblem {
        try (var store = open(BY_NAME.text("nAme").text("n_ame"))) {
            String json = "{\"name\":\"a\",\"nAme\":\"b\",\"n_ame\":\"c\"}";
            store.write(tx -> tx.insert(PLAIN, "i", json));
            assertEquals(List.of("i"), ids(store, Scan.where("nAme", "b", 9)));
            assertEquals(List.of("i"), ids(store, Scan.where("n_ame", "c", 9)));
        }
        assertRefused(
                StoreProblem.Invalid.class, () -> open(PLAIN.integer("name")).close(), "integer");
    }

    @Test
    void documentThatDoesNotFitTheNewIndexIsNamedAndCanBeMigrated() throws StoreProblem {
        try (var store = open(PLAIN)) {
            store.write(tx -> tx.insert(PLAIN, "old", "{}"));
        }
        assertRefused(
                StoreProblem.Invalid.class,
                () -> open(BY_RANK).close(),
                "items/old: member rank is missing");
        var migration =
                Migration.function(
                        1, "rank the old", tx -> tx.update(BY_RANK, "old", 1, "{\"rank\":0}"));
        try (var store = open(List.of(migration), BY_RANK)) {
            assertEquals(List.of("old"), ids(store, Scan.where("rank", 0L, 1)));
        }
    }

    @Test
    void indexIsBuiltWhileOthersWrite() throws Exception {
        try (var store = open(PLAIN);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            insert(store, 0, 5000);
            var building = new AtomicBoolean(true);
            Future<Integer> writes =
                    executor.submit(
                            () -> {
                                int next = 5000;
                                for (; building.get() || next < 5050; next++) {
                                    insert(store, next, next + 1);
                                }
                                return next;
                            });
            store.declare(BY_NAME.integer("rank"));
            building.set(false);
            int last = writes.get() - 1;
            assertEquals(List.of("i" + last), ids(store, Scan.by("rank", 1)));
            int tens = (last + 10 - 7) / 10;
            assertEquals(tens, ids(store, Scan.where("name", "name 7", 1000)).size());
        }
    }

    @Test
    void nameThatIsDeclaredTwiceIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> open(PLAIN, BY_NAME));
        assertThrows(IllegalArgumentException.class, () -> open(BY_NAME.text("name")));
    }
}

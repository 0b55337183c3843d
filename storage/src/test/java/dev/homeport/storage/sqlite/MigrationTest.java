package dev.homeport.storage.sqlite;

import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.storage.Migration;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Migrations are applied once each, in order, and are not changed afterwards. */
class MigrationTest {
    private static final Migration FIRST =
            Migration.function(1, "add a note", tx -> tx.insert(NOTES, "one", "{}"));
    private static final Migration SECOND =
            Migration.statement(2, "copy it", "insert into c_notes select 'two', 1, '{}'");
    private static final Migration THIRD =
            Migration.function(3, "change it", tx -> tx.update(NOTES, "two", 1, "{\"a\":1}"));

    @TempDir Path folder;

    private SqliteStore open(Migration... migrations) throws StoreProblem {
        return SqliteStore.open(
                StoreConfig.of(folder.resolve("data")), List.of(NOTES), List.of(migrations));
    }

    private static int count(SqliteStore store) throws StoreProblem {
        return store.read(view -> view.count(NOTES)).intValue();
    }

    @Test
    void eachIsAppliedOnce() throws StoreProblem {
        try (var store = open(FIRST)) {
            assertEquals(1, count(store));
        }
        for (int start = 0; start < 2; start++) {
            try (var store = open(FIRST, SECOND, THIRD)) {
                assertEquals(2, count(store));
                var two = store.read(view -> view.get(NOTES, "two")).orElseThrow();
                assertEquals(2, two.version());
            }
        }
    }

    @Test
    void failedOneLeavesNothingAndIsTriedAgain() throws StoreProblem {
        var broken =
                Migration.function(
                        2,
                        "copy it",
                        tx -> {
                            tx.insert(NOTES, "half", "{}");
                            throw new IllegalStateException("half way");
                        });
        assertThrows(IllegalStateException.class, () -> open(FIRST, broken).close());
        var wrong = Migration.statement(2, "copy it", "insert into nowhere values (1)");
        assertRefused(
                StoreProblem.Invalid.class,
                () -> open(FIRST, wrong).close(),
                "migration 2",
                "nowhere");
        try (var store = open(FIRST, SECOND)) {
            assertEquals(2, count(store));
        }
    }

    @Test
    void appliedOneThatChangedIsNamed() throws StoreProblem {
        open(FIRST, SECOND).close();
        var renamed = Migration.function(1, "another", tx -> tx.insert(NOTES, "x", "{}"));
        assertRefused(
                StoreProblem.Invalid.class,
                () -> open(renamed, SECOND).close(),
                "migration 1",
                "add a note");
        var edited = Migration.statement(2, "copy it", "delete from c_notes");
        assertRefused(StoreProblem.Invalid.class, () -> open(FIRST, edited).close(), "migration 2");
    }

    @Test
    void appliedOneThatIsMissingIsNamed() throws StoreProblem {
        open(FIRST, SECOND).close();
        assertRefused(
                StoreProblem.Invalid.class,
                () -> open(SECOND).close(),
                "migration 1",
                "put it back");
        assertRefused(
                StoreProblem.Newer.class, () -> open(FIRST).close(), "migration 2", "up to 1");
    }

    @Test
    void lateOneWithALowNumberIsNamed() throws StoreProblem {
        open(FIRST, THIRD2).close();
        assertRefused(
                StoreProblem.Invalid.class,
                () -> open(FIRST, SECOND, THIRD2).close(),
                "migration 2",
                "higher number");
    }

    private static final Migration THIRD2 = Migration.function(3, "nothing", tx -> tx.count(NOTES));

    @Test
    void orderOfTheNumbersIsRequired() {
        assertThrows(IllegalArgumentException.class, () -> open(SECOND, FIRST));
        assertThrows(IllegalArgumentException.class, () -> open(FIRST, FIRST));
    }

    @Test
    void storeInMemoryAppliesTheFunctions() throws StoreProblem {
        try (var store =
                MemoryStore.open(
                        dev.homeport.storage.StoreLimits.DEFAULT,
                        List.of(NOTES),
                        List.of(FIRST, SECOND))) {
            assertEquals(1, store.read(view -> view.count(NOTES)).intValue());
        }
    }
}

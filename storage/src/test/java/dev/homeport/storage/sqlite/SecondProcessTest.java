package dev.homeport.storage.sqlite;

import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.ChildProcess;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.backup.Backups;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A data directory belongs to one process; another one can only back it up and check it. */
class SecondProcessTest {
    @TempDir Path folder;

    @Test
    void secondProcessIsToldWhoHasTheDirectory() throws Exception {
        Path data = folder.resolve("data");
        var config = StoreConfig.of(data);
        try (var child = ChildProcess.start(WritingChild.class, data.toString())) {
            assertEquals("ready", child.line());
            assertRefused(
                    StoreProblem.InUse.class,
                    () -> SqliteStore.open(config, WritingChild.COLLECTIONS, List.of()),
                    data.toRealPath().toString(),
                    "process " + child.pid());
            // The refusal must not have taken the lock away from its holder.
            assertRefused(
                    StoreProblem.InUse.class,
                    () -> SqliteStore.open(config, WritingChild.COLLECTIONS, List.of()));

            backUpAndRestore(data, child);

            child.kill();
        }
        try (var store = SqliteStore.open(config, WritingChild.COLLECTIONS, List.of())) {
            assertTrue(store.facts().sequence() > 0);
        }
    }

    /** As the command line does beside a running server. */
    private void backUpAndRestore(Path data, ChildProcess child) throws Exception {
        for (int i = 0; i < 50; i++) child.line();
        Path backup = folder.resolve("backup.db");
        var made = Backups.create(data, backup);
        long left = made.documents().getOrDefault("left", 0L);
        assertTrue(left >= 50, made.toString());
        assertEquals(left, made.documents().getOrDefault("right", 0L));
        assertTrue(Backups.verify(data).isSound());
        assertRefused(
                StoreProblem.InUse.class,
                () -> Backups.restore(backup, data, InstantSource.system()),
                "process " + child.pid());
        for (int i = 0; i < 50; i++) child.line();
    }

    @Test
    void sameProcessCannotOpenTwice() throws Exception {
        var config = StoreConfig.of(folder.resolve("data"));
        try (var store = SqliteStore.open(config, WritingChild.COLLECTIONS, List.of())) {
            assertRefused(
                    StoreProblem.InUse.class,
                    () -> SqliteStore.open(config, WritingChild.COLLECTIONS, List.of()),
                    "this process");
            assertEquals(0, store.facts().sequence());
        }
        SqliteStore.open(config, WritingChild.COLLECTIONS, List.of()).close();
    }
}

package dev.homeport.storage.sqlite;

import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.backup.Backups;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A full disk refuses writes, loses nothing, and reads go on. */
class FullDiskTest {
    private static final String BODY = "{\"text\":\"" + "x".repeat(8000) + "\"}";

    @TempDir Path folder;

    private static void note(SqliteStore store, String id) throws StoreProblem {
        store.write(tx -> tx.insert(NOTES, id, BODY));
    }

    /** Writes until the disk is full; returns how many documents were acknowledged. */
    private static int fill(SqliteStore store) throws StoreProblem {
        for (int i = 0; i < 10_000; i++) {
            try {
                note(store, "n" + i);
            } catch (StoreProblem.NoSpace full) {
                assertTrue(String.valueOf(full.getMessage()).contains("homeport.db"));
                return i;
            }
        }
        throw new AssertionError("the disk never filled up");
    }

    private static void pageMax(SqliteStore store, long pages) throws StoreProblem {
        store.internal(
                session -> {
                    session.statements().run("pragma max_page_count = " + pages);
                    return true;
                });
    }

    @Test
    void fileThatCannotGrowRefusesWritesUntilItCan() throws Exception {
        Path data = folder.resolve("data");
        try (var store = SqliteStore.open(StoreConfig.of(data), List.of(NOTES), List.of())) {
            pageMax(store, 200);
            int kept = fill(store);
            assertTrue(kept > 10);
            assertEquals(kept, store.read(view -> view.count(NOTES)).intValue());
            assertEquals(kept, store.facts().sequence());
            assertRefused(StoreProblem.NoSpace.class, () -> note(store, "more"), "full");
            assertTrue(store.read(view -> view.get(NOTES, "n0")).isPresent());

            pageMax(store, 100_000);
            note(store, "more");
            assertEquals(kept + 1, store.read(view -> view.count(NOTES)).intValue());
        }
        assertEquals(List.of(), Backups.verify(data).findings());
    }

    @Test
    void workThatHidesTheFailureIsNotCommitted() throws Exception {
        Path data = folder.resolve("data");
        try (var store = SqliteStore.open(StoreConfig.of(data), List.of(NOTES), List.of())) {
            pageMax(store, 100);
            int kept = fill(store);
            assertRefused(
                    StoreProblem.NoSpace.class,
                    () ->
                            store.write(
                                    tx -> {
                                        tx.delete(NOTES, "n0", 1);
                                        for (int i = 0; i < 9; i++) tryInsert(tx, "late" + i);
                                        return true;
                                    }));
            assertEquals(kept, store.read(view -> view.count(NOTES)).intValue());
            assertTrue(store.read(view -> view.get(NOTES, "n0")).isPresent());
        }
        assertEquals(List.of(), Backups.verify(data).findings());
    }

    private static void tryInsert(dev.homeport.storage.Tx tx, String id) {
        try {
            tx.insert(NOTES, id, BODY);
        } catch (StoreProblem e) {
            // As careless work does.
        }
    }

    /** On a disk of four megabytes, which only root can mount. */
    @Test
    void realDiskThatIsFullRefusesWritesUntilSpaceIsBack() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) == 0;
        Assumptions.assumeTrue(mounted, "needs the right to mount");
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
            Path data = disk.resolve("data");
            int kept;
            try (var store = SqliteStore.open(StoreConfig.of(data), List.of(NOTES), List.of())) {
                kept = fill(store);
                assertEquals(kept, store.read(view -> view.count(NOTES)).intValue());
                Path copy = disk.resolve("backup.db");
                assertRefused(StoreProblem.NoSpace.class, () -> Backups.create(data, copy));
                Files.delete(ballast);
                note(store, "more");
            }
            assertEquals(List.of(), Backups.verify(data).findings());
            try (var store = SqliteStore.open(StoreConfig.of(data), List.of(NOTES), List.of())) {
                assertEquals(kept + 1, store.read(view -> view.count(NOTES)).intValue());
            }
        } finally {
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            var builder = new ProcessBuilder(command);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return builder.start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}

package dev.homeport.storage.backup;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.Change;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.sqlite.SqliteStore;
import dev.homeport.storage.sqlite.StoreConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Backups are whole moments of the store; restoring brings them back and deletes nothing. */
class BackupTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));

    @TempDir Path folder;

    private SqliteStore open(String name) throws StoreProblem {
        return SqliteStore.open(
                StoreConfig.of(folder.resolve(name)), List.of(BOOKS, NOTES), List.of());
    }

    private static Document insert(Store store, int n) throws StoreProblem {
        return store.write(
                tx -> {
                    tx.insert(NOTES, "n%06d".formatted(n), "{}");
                    return tx.insert(BOOKS, "b%06d".formatted(n), book("x", n));
                });
    }

    private static List<String> files(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void backupUnderWriteLoadIsOnePrefixOfTheHistory() throws Exception {
        try (var store = open("data");
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new AtomicBoolean(true);
            Future<Integer> writes =
                    executor.submit(
                            () -> {
                                int n = 0;
                                while (writing.get()) insert(store, ++n);
                                return n;
                            });
            for (int i = 0; i < 5; i++) {
                long before = store.facts().sequence();
                var made = Backups.create(store.directory(), folder.resolve("backup" + i));
                assertTrue(made.isSound());
                assertTrue(made.sequence() >= before, made.toString());
            }
            writing.set(false);
            writes.get();
        }
        for (int i = 0; i < 5; i++) requirePrefix(folder.resolve("backup" + i), i);
    }

    /** The documents are 1 to n of both collections, and the feed tells exactly of them. */
    private void requirePrefix(Path backup, int i) throws Exception {
        var verified = Backups.verify(backup);
        assertEquals(List.of(), verified.findings());
        long n = verified.documents().getOrDefault("books", 0L);
        assertEquals(n, verified.documents().getOrDefault("notes", 0L));
        assertEquals(2 * n, verified.sequence());
        Backups.restore(backup, folder.resolve("copy" + i), NOON);
        try (var copy = open("copy" + i)) {
            var last = copy.read(v -> v.scan(BOOKS, Scan.byId(1).descending()));
            if (n > 0) assertEquals("b%06d".formatted(n), last.getFirst().id());
            List<Change> changes = copy.changesAfter(0, 10_000);
            assertEquals(Math.min(2 * n, 10_000), changes.size());
        }
    }

    @Test
    void backupNeverOverwrites() throws Exception {
        Path target = Files.writeString(folder.resolve("precious"), "precious");
        try (var store = open("data")) {
            assertRefused(
                    StoreProblem.Invalid.class,
                    () -> Backups.create(store.directory(), target),
                    target.toString(),
                    "never overwritten");
        }
        assertEquals("precious", Files.readString(target));
        assertEquals(List.of("data", "precious"), files(folder));
    }

    @Test
    void restoreBringsBackTheMomentAndKeepsWhatWasThere() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.db");
        try (var store = open("data")) {
            for (int n = 1; n <= 10; n++) insert(store, n);
            Backups.create(data, backup);
            for (int n = 11; n <= 20; n++) insert(store, n);
        }
        Restored restored = Backups.restore(backup, data, NOON);
        Path replaced = data.toRealPath().resolve("replaced-20260102T120000000Z");
        assertEquals(replaced, restored.replaced().orElseThrow());
        assertEquals(20, restored.database().sequence());
        try (var store = open("data")) {
            assertEquals(10, store.read(view -> view.count(BOOKS)).intValue());
            insert(store, 11);
            assertRefused(StoreProblem.Invalid.class, () -> store.changesAfter(40, 1), "restored");
        }
        // What was replaced can itself be brought back.
        Backups.restore(replaced.resolve("homeport.db"), folder.resolve("other"), NOON);
        try (var store = open("other")) {
            assertEquals(20, store.read(view -> view.count(BOOKS)).intValue());
        }
        assertTrue(Files.exists(backup));
    }

    @Test
    void damagedBackupIsRefusedAndTheDirectoryKept() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.db");
        try (var store = open("data")) {
            for (int n = 1; n <= 300; n++) insert(store, n);
            Backups.create(data, backup);
        }
        byte[] whole = Files.readAllBytes(backup);
        List<String> before = files(data);
        for (int length : new int[] {0, 10, 5000, whole.length - 4096}) {
            Files.write(backup, java.util.Arrays.copyOf(whole, length));
            assertFalse(Backups.verify(backup).isSound(), "length " + length);
            assertRefused(
                    StoreProblem.Damaged.class,
                    () -> Backups.restore(backup, data, NOON),
                    "backup.db");
        }
        java.util.Arrays.fill(whole, 3 * 4096, 3 * 4096 + 2000, (byte) 1);
        Files.write(backup, whole);
        assertRefused(StoreProblem.Damaged.class, () -> Backups.restore(backup, data, NOON));
        assertEquals(before, files(data));
        try (var store = open("data")) {
            assertEquals(300, store.read(view -> view.count(BOOKS)).intValue());
        }
    }

    @Test
    void missingBackupIsNamed() {
        assertRefused(
                StoreProblem.Unavailable.class,
                () -> Backups.restore(folder.resolve("no.db"), folder.resolve("data"), NOON),
                "no.db is not there");
    }

    @Test
    void restoreIsRefusedWhileTheStoreIsOpen() throws Exception {
        Path backup = folder.resolve("backup.db");
        try (var store = open("data")) {
            insert(store, 1);
            Backups.create(store.directory(), backup);
            assertRefused(
                    StoreProblem.InUse.class,
                    () -> Backups.restore(backup, store.directory(), NOON));
            insert(store, 2);
        }
    }

    @Test
    void restoreThatWasCutIsFinishedByTheNextStart() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.db");
        try (var store = open("data")) {
            insert(store, 1);
            Backups.create(data, backup);
            insert(store, 2);
        }
        byte[] old = Files.readAllBytes(data.resolve("homeport.db"));
        // Cut right after the new file was complete, and once more after the old one had moved.
        Files.copy(backup, data.resolve("restored-20260101T000000000Z.db"));
        try (var store = open("data")) {
            assertEquals(1, store.read(view -> view.count(BOOKS)).intValue());
        }
        Path replaced = data.resolve("replaced-20260101T000000000Z/homeport.db");
        assertArrayEquals(old, Files.readAllBytes(replaced));
        Files.delete(data.resolve("homeport.db"));
        Files.copy(backup, data.resolve("restored-20260103T000000000Z.db"));
        try (var store = open("data")) {
            assertEquals(1, store.read(view -> view.count(BOOKS)).intValue());
        }
    }

    @Test
    void countThatDoesNotMatchIsFound() throws Exception {
        Path data = folder.resolve("data");
        try (var store = open("data")) {
            insert(store, 1);
        }
        Path file = data.resolve("homeport.db");
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var sql = connection.createStatement()) {
            sql.execute("delete from c_books");
        }
        var findings = Backups.verify(data).findings();
        assertEquals(List.of("collection books has 0 documents where 1 are noted"), findings);
    }
}

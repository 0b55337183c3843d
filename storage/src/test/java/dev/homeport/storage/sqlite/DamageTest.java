package dev.homeport.storage.sqlite;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.backup.Backups;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;

/** A file that is damaged, newer or not ours is named, and left as it is. */
class DamageTest {
    private static final int PAGE = 4096;
    private static final int DOCUMENTS = 2000;

    @TempDir Path folder;
    private Path data;
    private Path file;

    @BeforeEach
    void fillAStore() throws Exception {
        data = folder.resolve("data");
        file = data.resolve("homeport.db");
        try (var store = open()) {
            store.write(
                    tx -> {
                        for (int i = 0; i < DOCUMENTS; i++) {
                            tx.insert(BOOKS, "book-" + i, book("author " + i, i));
                        }
                        return true;
                    });
        }
        assertFalse(Files.exists(data.resolve("homeport.db-wal")));
    }

    private SqliteStore open() throws StoreProblem {
        return SqliteStore.open(StoreConfig.of(data), List.of(BOOKS), List.of());
    }

    /** Refused with a message that names file and remedy, and the file's bytes are untouched. */
    private void assertRefusedAndKept(Class<? extends StoreProblem> type, String... said)
            throws Exception {
        byte[] before = Files.readAllBytes(file);
        assertRefused(type, this::open, said);
        assertRefused(type, this::open, "homeport.db");
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    private void overwrite(long at, byte[] bytes) throws Exception {
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(bytes);
        }
    }

    /** As a process leaves it that was killed. */
    private void pretendACut() throws Exception {
        Files.writeString(data.resolve("homeport.lock"), "12345");
    }

    @Test
    void headerOfAnotherKindIsDamage() throws Exception {
        overwrite(0, "Not a database\n\n".getBytes(StandardCharsets.US_ASCII));
        assertRefusedAndKept(StoreProblem.Damaged.class, "data restore", "data verify");
        assertFalse(Backups.verify(data).isSound());
    }

    @Test
    void fileThatWasCutOffIsDamage() throws Exception {
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(raw.length() - 5 * PAGE);
        }
        assertRefusedAndKept(StoreProblem.Damaged.class, "its header says", "data restore");
    }

    @Test
    void fileShorterThanAHeaderIsDamage() throws Exception {
        Files.write(file, new byte[50]);
        assertRefusedAndKept(StoreProblem.Damaged.class, "shorter than a header");
    }

    @Test
    void logWithoutItsFileIsDamage() throws Exception {
        Files.delete(file);
        Files.write(data.resolve("homeport.db-wal"), new byte[100]);
        assertRefused(StoreProblem.Damaged.class, this::open, "its log homeport.db-wal is not");
        assertFalse(Files.exists(file));
        assertEquals(100, Files.size(data.resolve("homeport.db-wal")));
    }

    @Test
    void damagedPagesAreFoundAtTheStartAfterACut() throws Exception {
        garblePages();
        pretendACut();
        assertRefusedAndKept(StoreProblem.Damaged.class, "data restore");
        // A start that was refused does not count as a clean one.
        assertRefusedAndKept(StoreProblem.Damaged.class, "data restore");
        assertFalse(Backups.verify(data).isSound());
        Path copy = folder.resolve("copy.db");
        assertRefused(StoreProblem.Damaged.class, () -> Backups.create(data, copy));
        assertFalse(Files.exists(copy));
    }

    private void garblePages() throws Exception {
        var garbage = new byte[PAGE];
        java.util.Arrays.fill(garbage, (byte) 0x5a);
        long pages = Files.size(file) / PAGE;
        for (long page = 12; page < pages - 2; page += 3) overwrite(page * PAGE, garbage);
    }

    @Test
    void damagedPagesAreNamedWhenTheyAreMetLater() throws Exception {
        garblePages();
        try (var store = open()) {
            assertRefused(StoreProblem.Damaged.class, () -> readAll(store), "data restore");
            // And again, over the same reader.
            assertRefused(StoreProblem.Damaged.class, () -> readAll(store), "homeport.db");
            assertTrue(store.facts().sequence() > 0);
            assertRefused(StoreProblem.Damaged.class, () -> deleteAll(store), "homeport.db");
            // From then on nothing is written, so that the damage does not spread.
            assertRefused(
                    StoreProblem.Damaged.class,
                    () -> store.write(tx -> tx.insert(BOOKS, "new", book("x", 1))));
        }
    }

    private static boolean readAll(SqliteStore store) throws StoreProblem {
        for (int i = 0; i < DOCUMENTS; i++) {
            String id = "book-" + i;
            store.read(view -> view.get(BOOKS, id));
        }
        return store.read(view -> view.scan(BOOKS, Scan.by("author", 1000))).isEmpty();
    }

    private static boolean deleteAll(SqliteStore store) throws StoreProblem {
        return store.write(
                tx -> {
                    for (int i = 0; i < DOCUMENTS; i++) tx.delete(BOOKS, "book-" + i, 1);
                    return true;
                });
    }

    @Test
    void newerFormatIsNamedWithOurs() throws Exception {
        sql("pragma user_version = 7");
        assertRefusedAndKept(
                StoreProblem.Newer.class, "format 7", "formats up to 1", "use the newer program");
        assertRefused(StoreProblem.Newer.class, () -> Backups.verify(data), "format 7");
        Path copy = folder.resolve("copy.db");
        assertRefused(StoreProblem.Newer.class, () -> Backups.create(data, copy), "format 7");
    }

    @Test
    void fileOfAnotherProgramIsNotTouched() throws Exception {
        sql("pragma application_id = 99");
        assertRefusedAndKept(StoreProblem.Invalid.class, "another program");
        Files.delete(file);
        sql("create table theirs (a)");
        assertRefusedAndKept(StoreProblem.Invalid.class, "another program");
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void emptyFileIsANewStore() throws Exception {
        Files.write(file, new byte[0]);
        try (var store = open()) {
            assertEquals(0, store.facts().sequence());
        }
    }
}

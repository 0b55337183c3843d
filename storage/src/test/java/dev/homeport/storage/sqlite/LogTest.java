package dev.homeport.storage.sqlite;

import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreObserver;
import dev.homeport.storage.StoreProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The write-ahead log stays bounded, also behind a reader that does not end. */
class LogTest {
    private static final long BOUND = 8 << 20;
    private static final String BODY = "{\"text\":\"" + "x".repeat(100_000) + "\"}";

    @TempDir Path folder;
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();

    private SqliteStore open() throws StoreProblem {
        var observer =
                new StoreObserver() {
                    @Override
                    public void readCut() {
                        cuts.incrementAndGet();
                    }
                };
        var config =
                StoreConfig.of(folder.resolve("data"))
                        .withLimits(StoreLimits.DEFAULT.withKept(1000, BOUND))
                        .withObserver(observer);
        return SqliteStore.open(config, List.of(NOTES), List.of());
    }

    private long logBytes() throws Exception {
        return Files.size(folder.resolve("data/homeport.db-wal"));
    }

    private void note(SqliteStore store) throws StoreProblem {
        String id = "n" + ids.incrementAndGet();
        store.write(tx -> tx.insert(NOTES, id, BODY));
    }

    @Test
    void logIsMovedIntoTheFileAsItGrows() throws Exception {
        try (var store = open()) {
            for (int i = 0; i < 300; i++) note(store);
            assertTrue(logBytes() < BOUND, "log of " + logBytes());
            assertEquals(0, cuts.get());
        }
    }

    @Test
    void readerThatHoldsTheLogBackIsCut() throws Exception {
        try (var store = open();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var looked = new CountDownLatch(1);
            executor.execute(
                    () ->
                            assertRefused(
                                    StoreProblem.Unavailable.class,
                                    () -> store.read(view -> readUntilCut(view, looked)),
                                    "the read was cut"));
            looked.await();
            for (int i = 0; i < 20_000 && cuts.get() == 0; i++) note(store);
            assertEquals(1, cuts.get());
            for (int i = 0; i < 300; i++) note(store);
            long after = logBytes();
            for (int i = 0; i < 300; i++) note(store);
            assertTrue(logBytes() <= after, "the log still grows");
        }
    }

    private static boolean readUntilCut(dev.homeport.storage.View view, CountDownLatch looked)
            throws StoreProblem {
        view.count(NOTES);
        looked.countDown();
        while (true) {
            long count = view.count(NOTES);
            assertEquals(0, count, "the snapshot moved");
            Thread.onSpinWait();
        }
    }
}

package dev.homeport.storage.sqlite;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.StoreObserver;
import dev.homeport.storage.StoreProblem;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writers that wait together share one sync, and only that. */
class GroupCommitTest {
    private static final int WRITERS = 20;

    @TempDir Path folder;
    private final List<Integer> groups = Collections.synchronizedList(new ArrayList<>());
    private final StoreObserver observer =
            new StoreObserver() {
                @Override
                public void committed(int transactions, long nanos) {
                    groups.add(transactions);
                }
            };

    @Test
    void waitingWritersShareACommitAndAFailingOneUndoesOnlyItself() throws Exception {
        var config = StoreConfig.of(folder.resolve("data")).withObserver(observer);
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var store = SqliteStore.open(config, List.of(BOOKS), List.of());
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.execute(() -> hold(store, entered, release));
            entered.await();
            groups.clear();
            var outcomes = new ArrayList<Future<String>>();
            for (int i = 0; i < WRITERS; i++) {
                outcomes.add(executor.submit(writer(store, i)));
            }
            Awaitility.await().until(() -> store.waitingWrites() == WRITERS);
            release.countDown();

            for (int i = 0; i < WRITERS; i++) {
                assertEquals(i % 5 == 0 ? "undone" : "kept", outcomes.get(i).get());
            }
            // The one that held the writer may have been alone, when its group was full of time.
            assertEquals(WRITERS + 1, groups.stream().mapToInt(n -> n).sum());
            assertTrue(groups.size() <= 2, groups.toString());
            assertEquals(WRITERS - WRITERS / 5, store.read(view -> view.count(BOOKS)).intValue());
            assertEquals(WRITERS - WRITERS / 5, store.facts().sequence());
        }
    }

    private static Callable<String> writer(SqliteStore store, int i) {
        return () -> {
            try {
                store.write(
                        tx -> {
                            var document = tx.insert(BOOKS, "b" + i, book("x", i));
                            if (i % 5 == 0) throw new IllegalArgumentException("undone");
                            return document;
                        });
                return "kept";
            } catch (IllegalArgumentException e) {
                return String.valueOf(e.getMessage());
            }
        };
    }

    private static void hold(SqliteStore store, CountDownLatch entered, CountDownLatch release) {
        try {
            store.write(
                    _ -> {
                        entered.countDown();
                        Awaitility.await().until(() -> release.getCount() == 0);
                        return true;
                    });
        } catch (StoreProblem e) {
            throw new AssertionError(e);
        }
    }
}

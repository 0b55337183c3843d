package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** What every store keeps to when transactions meet, and when a view is misused. */
public abstract class IsolationContract {
    private static final Duration BRIEF = Duration.ofMillis(50);

    private final OpenStore open;
    private Store store;

    protected IsolationContract(OpenStore open) throws StoreProblem {
        this.open = open;
        store = open.with(StoreLimits.DEFAULT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void reopen(StoreLimits limits) throws StoreProblem {
        store.close();
        store = open.with(limits);
    }

    /** Runs {@code task} on another thread and returns its result. */
    private static <T> T elsewhere(Callable<T> task) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.submit(task).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Document insert(Store store, String id) throws StoreProblem {
        return store.write(tx -> tx.insert(BOOKS, id, book("x", 1)));
    }

    @Test
    void readKeepsItsSnapshotWhileOthersWrite() throws StoreProblem {
        insert(store, "a");
        store.read(
                view -> {
                    assertEquals(1, view.get(BOOKS, "a").orElseThrow().version());
                    elsewhere(() -> store.write(tx -> tx.update(BOOKS, "a", 1, book("y", 2))));
                    elsewhere(() -> insert(store, "b"));
                    assertEquals(1, view.get(BOOKS, "a").orElseThrow().version());
                    assertEquals(1, view.count(BOOKS));
                    assertEquals(1, view.scan(BOOKS, Scan.by("author", 10)).size());
                    return true;
                });
        assertEquals(2, store.read(view -> view.count(BOOKS)).intValue());
    }

    @Test
    void readThatFoundNothingKeepsFindingNothing() throws StoreProblem {
        store.read(
                view -> {
                    assertFalse(view.get(BOOKS, "a").isPresent());
                    elsewhere(() -> insert(store, "a"));
                    assertFalse(view.get(BOOKS, "a").isPresent());
                    assertEquals(List.of(), view.scan(BOOKS, Scan.byId(1)));
                    return true;
                });
        store.read(
                view -> {
                    assertEquals(1, view.scan(BOOKS, Scan.byId(5)).size());
                    elsewhere(() -> insert(store, "b"));
                    assertFalse(view.get(BOOKS, "b").isPresent());
                    return true;
                });
        assertEquals(2, store.read(view -> view.count(BOOKS)).intValue());
    }

    @Test
    void readDoesNotSeeWhatIsNotCommitted() throws StoreProblem {
        store.write(
                tx -> {
                    tx.insert(BOOKS, "a", book("x", 1));
                    assertFalse(elsewhere(() -> store.read(v -> v.get(BOOKS, "a"))).isPresent());
                    return true;
                });
    }

    @Test
    void ofManyWhoReplaceOneVersionExactlyOneWins() throws Exception {
        insert(store, "a");
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 40; i++) {
            String body = book("w" + i, i);
            tasks.add(
                    () -> {
                        try {
                            store.write(tx -> tx.update(BOOKS, "a", 1, body));
                            return 1;
                        } catch (StoreProblem.Conflict e) {
                            return 0;
                        }
                    });
        }
        int winners = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> task : executor.invokeAll(tasks)) winners += task.get();
        }
        assertEquals(1, winners);
        assertEquals(2, store.read(v -> v.get(BOOKS, "a")).orElseThrow().version());
    }

    @Test
    void transactionInsideAnotherOneIsAMistake() {
        Store.Work<View, Object> looks = view -> view.count(BOOKS);
        Store.Work<Tx, Object> writes = tx -> tx.insert(BOOKS, "inner", book("x", 1));
        for (Callable<Object> nested :
                List.<Callable<Object>>of(
                        () -> store.read(_ -> store.read(looks)),
                        () -> store.read(_ -> store.write(writes)),
                        () -> store.write(_ -> store.read(looks)),
                        () -> store.write(_ -> store.write(writes)))) {
            assertThrows(IllegalStateException.class, nested::call);
        }
        assertThrows(
                IllegalStateException.class,
                () ->
                        store.read(
                                _ -> {
                                    store.close();
                                    return true;
                                }));
    }

    @Test
    void viewEndsWithItsWork() throws StoreProblem {
        View escaped = store.read(view -> view);
        assertThrows(IllegalStateException.class, () -> escaped.get(BOOKS, "a"));
        Tx late = store.write(tx -> tx);
        assertThrows(IllegalStateException.class, () -> late.insert(BOOKS, "a", book("x", 1)));
        assertThrows(IllegalStateException.class, () -> late.count(BOOKS));
    }

    @Test
    void viewBelongsToItsThread() throws StoreProblem {
        store.write(
                tx ->
                        elsewhere(
                                () ->
                                        assertThrows(
                                                IllegalStateException.class,
                                                () -> tx.insert(BOOKS, "a", book("x", 1)))));
        assertEquals(0, store.read(view -> view.count(BOOKS)).intValue());
    }

    @Test
    void transactionThatTakesTooLongIsGivenUp() throws StoreProblem {
        reopen(StoreLimits.DEFAULT.withTransaction(10, BRIEF));
        assertRefused(
                StoreProblem.Unavailable.class,
                () ->
                        store.write(
                                tx -> {
                                    Document document = tx.insert(BOOKS, "a", book("x", 1));
                                    await(BRIEF);
                                    return document;
                                }),
                "took longer");
        assertRefused(
                StoreProblem.Unavailable.class,
                () ->
                        store.read(
                                view -> {
                                    await(BRIEF);
                                    return view.get(BOOKS, "a");
                                }),
                "took longer");
        assertEquals(0, store.read(view -> view.count(BOOKS)).intValue());
    }

    private static void await(Duration duration) {
        Awaitility.await().pollDelay(duration.plusMillis(10)).until(() -> true);
    }

    @Test
    void writerThatWaitsTooLongIsToldSo() throws Exception {
        reopen(StoreLimits.DEFAULT.withWaiting(1, BRIEF));
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var refused = new AtomicReference<StoreProblem>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.execute(() -> occupy(entered, release));
            entered.await();
            for (int i = 0; i < 3; i++) {
                String id = "w" + i;
                executor.execute(() -> tryInsert(id, refused));
            }
            Awaitility.await().until(() -> refused.get() != null);
            release.countDown();
        }
        assertEquals(StoreProblem.Unavailable.class, refused.get().getClass());
        assertEquals("new", insert(store, "new").id());
    }

    private void occupy(CountDownLatch entered, CountDownLatch release) {
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

    private void tryInsert(String id, AtomicReference<StoreProblem> refused) {
        try {
            insert(store, id);
        } catch (StoreProblem e) {
            refused.set(e);
        }
    }

    @Test
    void closeFinishesTheWriteUnderWay() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Document> written =
                    executor.submit(
                            () ->
                                    store.write(
                                            tx -> {
                                                entered.countDown();
                                                Awaitility.await()
                                                        .until(() -> release.getCount() == 0);
                                                return tx.insert(BOOKS, "a", book("x", 1));
                                            }));
            entered.await();
            executor.execute(store::close);
            release.countDown();
            assertEquals("a", written.get().id());
        }
    }
}

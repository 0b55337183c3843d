package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Writes to a store with many threads and reports each write once it was acknowledged, until it is
 * killed. Each transaction adds a document to both collections and counts in a third.
 */
public final class WritingChild {
    static final Collection LEFT = Collection.of("left").integer("n");
    static final Collection RIGHT = Collection.of("right").integer("n");
    static final Collection COUNTERS = Collection.of("counters");
    static final List<Collection> COLLECTIONS = List.of(LEFT, RIGHT, COUNTERS);
    private static final int THREADS = 16;

    private WritingChild() {}

    // It ends by being killed.
    @SuppressWarnings("resource")
    public static void main(String[] arguments) throws StoreProblem {
        Path directory = Path.of(arguments[0]);
        var store = SqliteStore.open(StoreConfig.of(directory), COLLECTIONS, List.of());
        var report =
                new PrintStream(
                        new BufferedOutputStream(System.out, 1 << 16),
                        false,
                        StandardCharsets.UTF_8);
        println(report, "ready");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < THREADS; t++) {
                String thread = "t" + t;
                executor.execute(() -> writeForever(store, thread, report));
            }
        }
    }

    private static void writeForever(SqliteStore store, String thread, PrintStream report) {
        try {
            long version = counter(store, thread);
            while (true) {
                long expected = version;
                store.write(
                        tx -> {
                            String id = thread + "-" + expected;
                            String body = "{\"n\":%d,\"t\":\"%s\"}".formatted(expected, TEXT);
                            tx.insert(LEFT, id, body);
                            tx.insert(RIGHT, id, body);
                            return tx.update(COUNTERS, thread, expected, "{}");
                        });
                println(report, thread + " " + ++version);
            }
        } catch (StoreProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String TEXT = "some text ".repeat(20);

    private static long counter(SqliteStore store, String thread) throws StoreProblem {
        var present = store.read(view -> view.get(COUNTERS, thread));
        if (present.isPresent()) return present.get().version();
        return store.write(tx -> tx.insert(COUNTERS, thread, "{}")).version();
    }

    private static void println(PrintStream report, String line) {
        synchronized (report) {
            report.print(line + "\n");
            report.flush();
        }
    }

    /** The number of documents of {@code collection}, counted one by one. */
    static long counted(SqliteStore store, Collection collection) throws StoreProblem {
        long count = 0;
        Scan next = Scan.byId(1000);
        while (true) {
            Scan current = next;
            var page = store.read(view -> view.scan(collection, current));
            count += page.size();
            if (page.size() < 1000) return count;
            next = Scan.byId(1000).after(page.getLast());
        }
    }
}

package dev.homeport.benchmarks.jmh;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.sqlite.SqliteStore;
import dev.homeport.storage.sqlite.StoreConfig;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Reads, and commits that are durable when they return, in a store of 10,000 documents. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StoreWork {
    private static final Collection PRODUCTS = Collection.of("products");
    private static final int DOCUMENT_COUNT = 10_000;
    private static final int SCANNED = 20;
    private static final int VIRTUAL_THREADS = 64;

    private final Path folder;
    private final SqliteStore store;

    /** Opens a store in a folder of its own. */
    public StoreWork() {
        try {
            folder = Files.createTempDirectory("homeport-jmh");
            store = SqliteStore.open(StoreConfig.of(folder), List.of(PRODUCTS), List.of());
        } catch (IOException | StoreProblem e) {
            throw new IllegalStateException("no store to measure", e);
        }
    }

    /** The documents one thread reads and writes. */
    @State(Scope.Thread)
    public static class Turn {
        private static final AtomicInteger THREADS = new AtomicInteger();

        private int next = THREADS.incrementAndGet() * 100;

        private String id() {
            next = (next + 7919) % DOCUMENT_COUNT;
            return "p" + next;
        }
    }

    /** Fills the store. */
    @Setup
    public void fill() throws StoreProblem {
        store.write(
                tx -> {
                    for (int i = 0; i < DOCUMENT_COUNT; i++) tx.insert(PRODUCTS, "p" + i, body(i));
                    return DOCUMENT_COUNT;
                });
    }

    /** The document of {@code number}. */
    static String body(int number) {
        return "{\"name\":\"Product %d\",\"price\":%d,\"text\":\"%s\"}"
                .formatted(number, number * 10, "x".repeat(200));
    }

    /** One document by its id. */
    @Benchmark
    @Threads(1)
    public Optional<Document> get(Turn turn) throws StoreProblem {
        return store.read(view -> view.get(PRODUCTS, turn.id()));
    }

    /** Twenty documents in the order of their ids. */
    @Benchmark
    @Threads(1)
    public List<Document> scan(Turn turn) throws StoreProblem {
        Document behind = new Document(turn.id(), 1, "{}");
        return store.read(view -> view.scan(PRODUCTS, Scan.byId(SCANNED).after(behind)));
    }

    /** One writer: each commit waits for the disk alone. */
    @Benchmark
    @Threads(1)
    public Document commitAlone(Turn turn) throws StoreProblem {
        return commit(turn.id());
    }

    /** Sixteen writers, whose commits share the waiting. */
    @Benchmark
    @Threads(16)
    public Document commitTogether(Turn turn) throws StoreProblem {
        return commit(turn.id());
    }

    /** Sixty-four writers on virtual threads, each commit durable; counted a batch of 64. */
    @Benchmark
    @Threads(1)
    public int commitBy64VirtualThreads(Turn turn) throws InterruptedException {
        var threads = new ArrayList<Thread>(VIRTUAL_THREADS);
        for (int i = 0; i < VIRTUAL_THREADS; i++) {
            String id = turn.id();
            threads.add(Thread.startVirtualThread(() -> commitUnchecked(id)));
        }
        for (Thread thread : threads) thread.join();
        return threads.size();
    }

    private void commitUnchecked(String id) {
        try {
            commit(id);
        } catch (StoreProblem e) {
            throw new IllegalStateException("a commit failed", e);
        }
    }

    private Document commit(String id) throws StoreProblem {
        return store.write(
                tx -> {
                    Document old = tx.get(PRODUCTS, id).orElseThrow();
                    return tx.update(PRODUCTS, id, old.version(), old.json());
                });
    }

    /** Closes the store and removes its folder. */
    @TearDown
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}

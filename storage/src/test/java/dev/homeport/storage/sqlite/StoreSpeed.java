package dev.homeport.storage.sqlite;

import com.sun.management.OperatingSystemMXBean;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.StoreFile;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the store; not a test. Arguments: a folder on the disk to measure, seconds for each
 * measurement.
 */
final class StoreSpeed {
    private static final Collection ITEMS = Collection.of("items").text("shelf").integer("rank");
    private static final int DOCUMENTS = 100_000;

    private static final String TEXT = "lorem ipsum ".repeat(15);

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final SqliteStore store;
    private final long nanos;
    private final AtomicLong ids = new AtomicLong(DOCUMENTS);

    private StoreSpeed(SqliteStore store, long nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    private interface Step {
        void run(long n) throws StoreProblem;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "speed");
        long nanos = Long.parseLong(arguments[1]) * 1_000_000_000;
        try (var store = SqliteStore.open(StoreConfig.of(folder), List.of(ITEMS), List.of())) {
            new StoreSpeed(store, nanos).all();
        }
    }

    private void all() throws Exception {
        fill();
        for (int round = 0; round < 2; round++) {
            plain();
            rate("gets, 1 thread", 1, this::get);
            rate("gets, 64 virtual threads", 64, this::get);
            rate("scans of 20, 1 thread", 1, this::scan);
            rate("durable commits, 1 virtual thread", 1, this::insert);
            rate("durable commits, 64 virtual threads", 64, this::insert);
        }
        System.out.println(store.facts());
    }

    private void fill() throws StoreProblem {
        for (int from = 0; from < DOCUMENTS; from += 1000) {
            int first = from;
            store.write(
                    tx -> {
                        for (int n = first; n < first + 1000; n++) tx.insert(ITEMS, id(n), body(n));
                        return true;
                    });
        }
    }

    private static String id(long n) {
        return "item-" + n;
    }

    private static String body(long n) {
        return "{\"shelf\":\"s%d\",\"rank\":%d,\"title\":\"Item number %d\",\"text\":\"%s\"}"
                .formatted(n % 1000, n, n, TEXT);
    }

    /** The same over a bare connection, to compare with in the same run. */
    private void plain() throws Exception {
        Path file = store.directory().resolve("homeport.db");
        try (var connection = StoreFile.open(file, 8 << 20);
                var get = connection.prepareStatement(GET);
                var scan = connection.prepareStatement(SCAN)) {
            rate(
                    "gets, plain sqlite-jdbc",
                    1,
                    n -> plain(get, 1, id(Math.floorMod(n * 7919, DOCUMENTS))));
            rate(
                    "scans of 20, plain sqlite-jdbc",
                    1,
                    n -> plain(scan, 20, "s" + Math.floorMod(n * 7919, 1000)));
        }
    }

    private static final String GET = "select id, version, body from c_items where id = ?";
    private static final String SCAN =
            "select id, version, body from c_items where t_shelf = ? order by id limit 20";

    private static void plain(PreparedStatement select, int rows, String key) {
        try {
            select.setString(1, key);
            int count = 0;
            try (ResultSet result = select.executeQuery()) {
                for (; result.next(); count++) {
                    if (result.getString(1).length() + result.getString(3).length() == 0) return;
                }
            }
            if (count != rows) throw new IllegalStateException();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void get(long n) throws StoreProblem {
        String id = id(Math.floorMod(n * 7919, DOCUMENTS));
        Document document = store.read(view -> view.get(ITEMS, id)).orElseThrow();
        if (document.version() != 1) throw new IllegalStateException();
    }

    private void scan(long n) throws StoreProblem {
        String shelf = "s" + Math.floorMod(n * 7919, 1000);
        var page = store.read(view -> view.scan(ITEMS, Scan.where("shelf", shelf, 20)));
        if (page.size() != 20) throw new IllegalStateException();
    }

    private void insert(long n) throws StoreProblem {
        long id = ids.incrementAndGet();
        store.write(tx -> tx.insert(ITEMS, id(id), body(n)));
    }

    private void rate(String what, int threads, Step step) throws Exception {
        long began = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        var loops = new ArrayList<Callable<Long>>();
        for (int t = 0; t < threads; t++) {
            var random = new SplittableRandom(t);
            loops.add(
                    () -> {
                        long count = 0;
                        for (; System.nanoTime() - began < nanos; count++) {
                            step.run(random.nextLong(1L << 40));
                        }
                        return count;
                    });
        }
        long done = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> loop : executor.invokeAll(loops)) done += loop.get();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-40s %,10.0f/s %8.2f CPU microseconds each%n",
                what,
                done / seconds,
                (PROCESS.getProcessCpuTime() - cpu) / 1e3 / Math.max(1, done));
    }
}

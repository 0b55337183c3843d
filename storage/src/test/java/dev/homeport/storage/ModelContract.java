package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Every store behaves like a sorted map, whatever is done to it. */
public abstract class ModelContract {
    private static final int ROUNDS = 8;
    private static final int STEPS = 150;
    private static final List<String> AUTHORS = List.of("", "Lem", "lem", "é", "\uff5e", "𝄞");

    private final OpenStore open;

    protected ModelContract(OpenStore open) {
        this.open = open;
    }

    private record Entry(long version, String author, long year) {}

    @Test
    void behavesLikeASortedMap() throws StoreProblem {
        long first = Long.getLong("seed", System.nanoTime());
        for (long seed = first; seed < first + ROUNDS; seed++) {
            try (Store store = open.with(StoreLimits.DEFAULT)) {
                new Run(store, new SplittableRandom(seed)).run();
            } catch (AssertionError e) {
                throw new AssertionError("replay with -Dseed=" + seed, e);
            }
        }
    }

    private static final class Run {
        private final Store store;
        private final SplittableRandom random;
        private TreeMap<String, Entry> model = new TreeMap<>();

        Run(Store store, SplittableRandom random) {
            this.store = store;
            this.random = random;
        }

        void run() throws StoreProblem {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) scan();
                else transaction();
            }
            assertEquals(model.size(), store.read(view -> view.count(BOOKS)).intValue());
            assertEquals((long) model.size(), store.facts().documents().get("books"));
        }

        private void transaction() throws StoreProblem {
            var next = new TreeMap<>(model);
            int writes = random.nextInt(1, 6);
            if (random.nextInt(4) == 0) {
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                store.write(
                                        tx -> {
                                            write(tx, next, writes);
                                            throw new IllegalArgumentException("undo");
                                        }));
                return;
            }
            store.write(
                    tx -> {
                        write(tx, next, writes);
                        return true;
                    });
            model = next;
        }

        private void write(Tx tx, Map<String, Entry> next, int writes) throws StoreProblem {
            for (int i = 0; i < writes; i++) {
                String id = "id" + random.nextInt(12);
                var entry = new Entry(1, AUTHORS.get(random.nextInt(6)), random.nextInt(-2, 3));
                Entry present = next.get(id);
                if (present == null) insert(tx, next, id, entry);
                else if (random.nextBoolean()) update(tx, next, id, present, entry);
                else delete(tx, next, id, present);
                assertEquals(next.size(), tx.count(BOOKS));
            }
        }

        private static void insert(Tx tx, Map<String, Entry> next, String id, Entry entry)
                throws StoreProblem {
            assertThrows(StoreProblem.Conflict.class, () -> tx.delete(BOOKS, id, 1));
            tx.insert(BOOKS, id, book(entry.author(), entry.year()));
            next.put(id, entry);
        }

        private static void update(
                Tx tx, Map<String, Entry> next, String id, Entry present, Entry entry)
                throws StoreProblem {
            String body = book(entry.author(), entry.year());
            assertThrows(StoreProblem.Conflict.class, () -> tx.insert(BOOKS, id, body));
            tx.update(BOOKS, id, present.version(), body);
            next.put(id, new Entry(present.version() + 1, entry.author(), entry.year()));
        }

        private static void delete(Tx tx, Map<String, Entry> next, String id, Entry present)
                throws StoreProblem {
            long other = present.version() + 1;
            assertThrows(StoreProblem.Conflict.class, () -> tx.delete(BOOKS, id, other));
            tx.delete(BOOKS, id, present.version());
            next.remove(id);
        }

        private void scan() throws StoreProblem {
            Scan scan =
                    switch (random.nextInt(4)) {
                        case 0 -> Scan.byId(random.nextInt(1, 6));
                        case 1 -> Scan.by("author", random.nextInt(1, 6));
                        case 2 -> Scan.by("year", random.nextInt(1, 6));
                        default -> Scan.where("year", random.nextLong(-2, 3), 3);
                    };
            Scan directed = random.nextBoolean() ? scan.descending() : scan;
            assertEquals(expected(directed), paged(directed), directed.toString());
        }

        private List<Document> expected(Scan scan) {
            Comparator<Map.Entry<String, Entry>> order =
                    switch (scan.index().orElse("id")) {
                        case "author" -> Comparator.comparing(e -> bytes(e.getValue().author()));
                        case "year" -> Comparator.comparingLong(e -> e.getValue().year());
                        default -> Comparator.comparing(Map.Entry::getKey);
                    };
            order = order.thenComparing(Map.Entry::getKey);
            if (scan.order() == Scan.Order.DESCENDING) order = order.reversed();
            return model.entrySet().stream()
                    .filter(e -> scan.equal().map(v -> v.equals(e.getValue().year())).orElse(true))
                    .sorted(order)
                    .map(e -> document(e.getKey(), e.getValue()))
                    .toList();
        }

        private static String bytes(String text) {
            byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return java.util.HexFormat.of().formatHex(utf8);
        }

        private static Document document(String id, Entry entry) {
            return new Document(id, entry.version(), book(entry.author(), entry.year()));
        }

        private List<Document> paged(Scan scan) throws StoreProblem {
            var all = new ArrayList<Document>();
            Scan next = scan;
            for (int page = 0; page < 20; page++) {
                Scan current = next;
                List<Document> documents = store.read(view -> view.scan(BOOKS, current));
                all.addAll(documents);
                if (documents.size() < scan.limit()) break;
                next = scan.after(documents.getLast());
            }
            return all;
        }
    }
}

package dev.homeport.app.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.MemoryStore;
import dev.homeport.app.form.Form;
import dev.homeport.app.problem.Outcome;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

class PagingTest {
    private static final Collection THINGS = Collection.of("things").text("kind");
    private static final Listing ALL = Listing.of(THINGS, Scan.Order.ASCENDING);
    private static final PageReader PAGES = new PageReader(10, 50);

    private final MemoryStore store = new MemoryStore(List.of(THINGS));

    private void insert(String id, String kind) throws Exception {
        store.write(tx -> tx.insert(THINGS, id, "{\"kind\":\"" + kind + "\"}"));
    }

    private static Form query(String... namesAndValues) {
        Map<String, List<String>> fields = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return new Form(fields);
    }

    private static PageRequest page(Listing list, int limit, Optional<String> cursor) {
        Form query =
                cursor.map(c -> query("limit", "" + limit, "after", c))
                        .orElse(query("limit", "" + limit));
        return switch (PAGES.read(query, list)) {
            case Outcome.Good<PageRequest>(var page) -> page;
            case Outcome.Refused<PageRequest>(var problem) ->
                    throw new AssertionError(problem.detail());
        };
    }

    private List<String> walk(Listing list, int limit) throws Exception {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int pages = 0; pages < 200; pages++) {
            PageRequest page = page(list, limit, cursor);
            Listing.Slice slice = store.read(view -> list.read(view, page));
            assertTrue(slice.documents().size() <= limit);
            seen.addAll(slice.documents().stream().map(Document::id).toList());
            cursor = slice.next();
            if (cursor.isEmpty()) return seen;
        }
        throw new AssertionError("the pages never end");
    }

    @Test
    void showsEveryDocumentOnceForAnyPageSize() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<String> evens = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            String id = "t" + random.nextInt(10_000, 99_999);
            if (!all.add(id)) continue;
            boolean even = random.nextBoolean();
            insert(id, even ? "even" : "odd");
            if (even) evens.add(id);
        }
        for (int limit : new int[] {1, 2, 7, 49, 50}) {
            String round = "seed " + seed + " limit " + limit;
            assertEquals(List.copyOf(all), walk(ALL, limit), round);
            assertEquals(List.copyOf(evens), walk(ALL.where("kind", "even"), limit), round);
            Listing backwards = Listing.of(THINGS, Scan.Order.DESCENDING);
            assertEquals(List.copyOf(all.descendingSet()), walk(backwards, limit), round);
        }
    }

    @Test
    void offersNoNextPageWhenTheLastIsJustFull() throws Exception {
        for (String id : List.of("a", "b", "c", "d")) insert(id, "k");
        Listing.Slice full = store.read(view -> ALL.read(view, PageRequest.first(4)));
        assertEquals(Optional.empty(), full.next());
        Listing.Slice more = store.read(view -> ALL.read(view, PageRequest.first(3)));
        assertTrue(more.next().isPresent());
    }

    @Test
    void losesAndRepeatsNothingWhileOthersWrite() throws Exception {
        for (int i = 10; i < 40; i++) insert("d" + i, "k");
        Set<String> seen = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        int step = 0;
        do {
            PageRequest page = page(ALL, 5, cursor);
            Listing.Slice slice = store.read(view -> ALL.read(view, page));
            for (Document document : slice.documents()) {
                assertTrue(seen.add(document.id()), "twice: " + document.id());
            }
            cursor = slice.next();
            // The document the cursor names goes, and others come before and after it.
            Document last = slice.documents().getLast();
            store.write(
                    tx -> {
                        tx.delete(THINGS, last.id(), last.version());
                        return 0;
                    });
            insert("a" + step, "k");
            insert(last.id() + "-late", "k");
            step++;
        } while (cursor.isPresent());
        for (int i = 10; i < 40; i++) assertTrue(seen.contains("d" + i), "lost: d" + i);
    }

    @Test
    void takesTheDefaultAndTheLimitsOfTheLimit() {
        assertEquals(Outcome.of(PageRequest.first(10)), PAGES.read(query(), ALL));
        assertEquals(Outcome.of(PageRequest.first(1)), PAGES.read(query("limit", "1"), ALL));
        assertEquals(Outcome.of(PageRequest.first(50)), PAGES.read(query("limit", "50"), ALL));
    }

    @Test
    void refusesLimitsAndCursorsThatMakeNoSense() {
        String foreign = Cursor.encode("elsewhere", "a");
        for (Form wrong :
                List.of(
                        query("limit", "0"),
                        query("limit", "51"),
                        query("limit", ""),
                        query("limit", "+5"),
                        query("limit", "٣"),
                        query("limit", "99999999999"),
                        query("limit", "5", "limit", "5"),
                        query("after", ""),
                        query("after", "x"),
                        query("after", foreign))) {
            Outcome<PageRequest> outcome = PAGES.read(wrong, ALL);
            var refused = assertInstanceOf(Outcome.Refused.class, outcome, wrong.toString());
            assertEquals(400, refused.problem().status());
        }
    }

    @Test
    void refusesACursorOfAnotherFilter() throws Exception {
        for (String id : List.of("a", "b", "c")) insert(id, "k");
        Listing filtered = ALL.where("kind", "k");
        String cursor =
                store.read(view -> filtered.read(view, PageRequest.first(1))).next().orElseThrow();
        assertInstanceOf(Outcome.Good.class, PAGES.read(query("after", cursor), filtered));
        assertInstanceOf(Outcome.Refused.class, PAGES.read(query("after", cursor), ALL));
    }
}

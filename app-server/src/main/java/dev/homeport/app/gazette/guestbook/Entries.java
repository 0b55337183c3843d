package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.api.Validator;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.app.paging.Listing;
import dev.homeport.app.paging.PageRequest;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.events.Signal;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;
import dev.homeport.storage.View;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The guestbook in the store. Thread-safe. */
public final class Entries {
    /** Where the entries lie. */
    public static final Collection COLLECTION = Collection.of("guestbook");

    /** All entries, the newest first. */
    static final Listing NEWEST_FIRST = Listing.of(COLLECTION, Scan.Order.DESCENDING);

    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final GuestbookLimits limits;
    private final Signal written = new Signal();

    /** Only tells when to count; the count itself is the store's. */
    private final AtomicLong added = new AtomicLong();

    public Entries(
            Store store, InstantSource clock, RandomGenerator random, GuestbookLimits limits) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.limits = limits;
    }

    /** A page of entries, and the cursor of the next. */
    record Slice(List<Entry> entries, Optional<String> next) {}

    static Slice list(View view, PageRequest page) throws StoreProblem {
        Listing.Slice slice = NEWEST_FIRST.read(view, page);
        return new Slice(slice.documents().stream().map(Entry::of).toList(), slice.next());
    }

    Slice list(PageRequest page) throws StoreProblem {
        return store.read(view -> list(view, page));
    }

    Optional<Entry> find(String id) throws StoreProblem {
        if (!EntryId.is(id)) return Optional.empty();
        return store.read(view -> view.get(COLLECTION, id)).map(Entry::of);
    }

    /** Raised when there are new entries. */
    Signal written() {
        return written;
    }

    /** The name of the newest entry; of none at all, one that is before all others. */
    String newest() throws StoreProblem {
        return store.read(view -> view.scan(COLLECTION, Scan.byId(1).descending())).stream()
                .map(Document::id)
                .findFirst()
                .orElse("");
    }

    /** The first entries behind the one called {@code id}, which may be gone, in their order. */
    List<Entry> after(String id, int most) throws StoreProblem {
        Scan scan = Scan.byId(most);
        // A scan by id looks at the id alone.
        Scan behind = id.isEmpty() ? scan : scan.after(new Document(id, 1, "{}"));
        return store.read(view -> view.scan(COLLECTION, behind)).stream().map(Entry::of).toList();
    }

    Entry add(Entry.Words words) throws StoreProblem {
        Entry entry = store.write(tx -> add(tx, words));
        written.raise();
        return entry;
    }

    /** As part of a transaction, whose owner raises {@link #written} when it has ended well. */
    Entry add(Tx tx, Entry.Words words) throws StoreProblem {
        Optional<String> last =
                tx.scan(COLLECTION, Scan.byId(1).descending()).stream()
                        .map(Document::id)
                        .findFirst();
        Instant now = clock.instant();
        String id = EntryId.next(last, now, random);
        if (added.incrementAndGet() % limits.trimEvery() == 0) trim(tx);
        return Entry.of(tx.insert(COLLECTION, id, JsonWriter.write(Entry.body(words, now))));
    }

    /** Deletes the oldest entries beyond the bound. */
    private void trim(Tx tx) throws StoreProblem {
        long surplus = tx.count(COLLECTION) + 1 - limits.entriesMax();
        if (surplus <= 0) return;
        int most = (int) Math.min(surplus, Scan.LIMIT_MAX);
        for (Document oldest : tx.scan(COLLECTION, Scan.byId(most))) {
            tx.delete(COLLECTION, oldest.id(), oldest.version());
        }
    }

    /** Replaces the entry {@code id}, if it is at the version If-Match of {@code request} names. */
    Outcome<Entry> replace(String id, Request request, Entry.Words words) throws StoreProblem {
        if (!EntryId.is(id)) return Outcome.refused(404, "There is no such entry.");
        return store.write(
                tx ->
                        Validator.current(tx, COLLECTION, id, request)
                                .map(old -> replace(tx, old, words))
                                .map(Entry::of));
    }

    private static Document replace(Tx tx, Document old, Entry.Words words) throws StoreProblem {
        String json = JsonWriter.write(Entry.body(words, Entry.of(old).created()));
        return tx.update(COLLECTION, old.id(), old.version(), json);
    }
}

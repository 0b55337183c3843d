package dev.homeport.storage.memory;

import dev.homeport.storage.Change;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;
import dev.homeport.storage.memory.Contents.Row;
import dev.homeport.storage.rules.Bodies;
import dev.homeport.storage.rules.Declared;
import dev.homeport.storage.rules.Lease;
import dev.homeport.storage.rules.Plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A transaction, or a view, on contents that nobody else changes. */
final class MemoryTx implements Tx {
    private final Map<String, Collection> declared;
    private final Bodies bodies;
    private final StoreLimits limits;
    private final Lease lease;
    private final Set<String> copied = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private Contents contents;
    private int writes;

    MemoryTx(
            Contents contents,
            Map<String, Collection> declared,
            Bodies bodies,
            StoreLimits limits) {
        this.contents = contents;
        this.declared = declared;
        this.bodies = bodies;
        this.limits = limits;
        this.lease = new Lease(limits.transactionTimeMax());
    }

    /** What the transaction made of the contents; refuses one that took too long. */
    Contents finish() throws StoreProblem {
        lease.check();
        return contents;
    }

    List<Change> changes() {
        return changes;
    }

    void end() {
        lease.end();
    }

    private Collection enter(Collection collection) throws StoreProblem {
        lease.check();
        Collection known = declared.get(collection.name());
        if (known == null) throw Declared.unknown(collection.name());
        return known;
    }

    @Override
    public Optional<Document> get(Collection collection, String id) throws StoreProblem {
        Row row = contents.of(enter(collection)).get(id);
        return row == null ? Optional.empty() : Optional.of(row.document());
    }

    @Override
    public List<Document> scan(Collection collection, Scan scan) throws StoreProblem {
        Collection known = enter(collection);
        return contents.scan(known, Plan.of(known, scan, bodies));
    }

    @Override
    public long count(Collection collection) throws StoreProblem {
        return contents.of(enter(collection)).size();
    }

    @Override
    public Document insert(Collection collection, String id, String json) throws StoreProblem {
        Collection known = begin(collection, id);
        Object[] values = bodies.values(known, id, json);
        if (contents.of(known).containsKey(id)) throw Declared.taken(known, id);
        return put(known, new Document(id, 1, json), values);
    }

    @Override
    public Document update(Collection collection, String id, long expectedVersion, String json)
            throws StoreProblem {
        Collection known = begin(collection, id);
        Object[] values = bodies.values(known, id, json);
        requireVersion(known, id, expectedVersion);
        return put(known, new Document(id, expectedVersion + 1, json), values);
    }

    @Override
    public void delete(Collection collection, String id, long expectedVersion) throws StoreProblem {
        Collection known = begin(collection, id);
        requireVersion(known, id, expectedVersion);
        writable(known).remove(id);
        changed(known, id, 0);
    }

    private Collection begin(Collection collection, String id) throws StoreProblem {
        Collection known = enter(collection);
        bodies.requireId(known, id);
        if (++writes > limits.transactionWritesMax()) throw Declared.tooManyWrites(limits);
        return known;
    }

    private void requireVersion(Collection collection, String id, long expected)
            throws StoreProblem {
        Optional<Document> present =
                Optional.ofNullable(contents.of(collection).get(id)).map(Row::document);
        if (present.isEmpty() || present.get().version() != expected) {
            throw Declared.outrun(collection, id, expected, present);
        }
    }

    private Document put(Collection collection, Document document, Object[] values) {
        writable(collection).put(document.id(), new Row(document, List.of(values)));
        changed(collection, document.id(), document.version());
        return document;
    }

    private void changed(Collection collection, String id, long version) {
        contents = new Contents(contents.rows(), contents.sequence() + 1);
        changes.add(new Change(contents.sequence(), collection.name(), id, version));
    }

    /** The rows of {@code collection}, copied at the first write so that readers keep theirs. */
    private Map<String, Row> writable(Collection collection) {
        if (copied.add(collection.name())) {
            var rows = new HashMap<>(contents.rows());
            rows.put(collection.name(), new TreeMap<>(contents.of(collection)));
            contents = new Contents(rows, contents.sequence());
        }
        return contents.of(collection);
    }
}

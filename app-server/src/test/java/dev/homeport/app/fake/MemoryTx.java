package dev.homeport.app.fake;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.storage.Change;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One transaction over a snapshot of documents; copies a collection before it first changes it. */
final class MemoryTx implements Tx {
    private final Map<String, Collection> declared;
    private final Map<String, Map<String, Document>> documents;
    private final Set<String> copied = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    MemoryTx(Map<String, Collection> declared, Map<String, Map<String, Document>> snapshot) {
        this.declared = declared;
        this.documents = new HashMap<>(snapshot);
    }

    Map<String, Map<String, Document>> documents() {
        return documents;
    }

    List<Change> changes() {
        return changes;
    }

    @Override
    public Optional<Document> get(Collection collection, String id) throws StoreProblem {
        return Optional.ofNullable(existing(collection).get(id));
    }

    @Override
    public long count(Collection collection) throws StoreProblem {
        return existing(collection).size();
    }

    @Override
    public List<Document> scan(Collection collection, Scan scan) throws StoreProblem {
        Map<String, Document> all = existing(collection);
        if (scan.index().isPresent()) requireIndex(collection, scan.index().get());
        Comparator<Document> order = order(scan);
        return all.values().stream()
                .filter(d -> scan.equal().isEmpty() || member(d, scan).equals(scan.equal().get()))
                .filter(d -> scan.after().isEmpty() || order.compare(d, scan.after().get()) > 0)
                .sorted(order)
                .limit(scan.limit())
                .toList();
    }

    private static Comparator<Document> order(Scan scan) {
        Comparator<Document> byId = Comparator.comparing(Document::id, MemoryStore.BYTEWISE);
        Comparator<Document> order =
                scan.index().isEmpty()
                        ? byId
                        : Comparator.comparing(
                                        (Document d) -> member(d, scan), MemoryTx::compareMembers)
                                .thenComparing(byId);
        return scan.order() == Scan.Order.DESCENDING ? order.reversed() : order;
    }

    private static int compareMembers(Object a, Object b) {
        if (a instanceof Long left && b instanceof Long right) return left.compareTo(right);
        return MemoryStore.BYTEWISE.compare((String) a, (String) b);
    }

    private static Object member(Document document, Scan scan) {
        Json member =
                JsonReader.stored(document.json()).find(scan.index().orElseThrow()).orElseThrow();
        return switch (member) {
            case Json.Text(var value) -> value;
            case Json.Whole(var value) -> value;
            default -> throw new IllegalStateException("not an indexed value: " + member);
        };
    }

    @Override
    public Document insert(Collection collection, String id, String json) throws StoreProblem {
        if (get(collection, id).isPresent()) throw new StoreProblem.Conflict(id + " is taken");
        return put(collection, new Document(id, 1, json));
    }

    @Override
    public Document update(Collection collection, String id, long expectedVersion, String json)
            throws StoreProblem {
        requireVersion(collection, id, expectedVersion);
        return put(collection, new Document(id, expectedVersion + 1, json));
    }

    @Override
    public void delete(Collection collection, String id, long expectedVersion) throws StoreProblem {
        requireVersion(collection, id, expectedVersion);
        writable(collection).remove(id);
        changes.add(new Change(0, collection.name(), id, 0));
    }

    private Document put(Collection collection, Document document) throws StoreProblem {
        requireMembers(collection, document.json());
        writable(collection).put(document.id(), document);
        changes.add(new Change(0, collection.name(), document.id(), document.version()));
        return document;
    }

    private void requireVersion(Collection collection, String id, long expected)
            throws StoreProblem {
        long version = get(collection, id).map(Document::version).orElse(0L);
        if (version != expected) throw new StoreProblem.Conflict(id + " is at " + version);
    }

    private void requireMembers(Collection collection, String json) throws StoreProblem {
        Json.Obj body = JsonReader.stored(json);
        Collection declaration = declared.getOrDefault(collection.name(), collection);
        for (Collection.Index index : declaration.indexes()) {
            Json member = body.find(index.member()).orElse(new Json.Null());
            boolean fits =
                    switch (index.type()) {
                        case TEXT -> member instanceof Json.Text;
                        case INTEGER -> member instanceof Json.Whole;
                    };
            if (!fits) throw new StoreProblem.Invalid(index.member() + " has no such value");
        }
    }

    private void requireIndex(Collection collection, String member) throws StoreProblem {
        boolean known =
                collection.indexes().stream().anyMatch(index -> index.member().equals(member));
        if (!known) throw new StoreProblem.Invalid(member + " is not indexed");
    }

    private Map<String, Document> existing(Collection collection) throws StoreProblem {
        Map<String, Document> found = documents.get(collection.name());
        if (found == null) throw new StoreProblem.Invalid(collection.name() + " is not declared");
        return found;
    }

    private Map<String, Document> writable(Collection collection) throws StoreProblem {
        if (copied.add(collection.name())) {
            Map<String, Document> copy = new TreeMap<>(MemoryStore.BYTEWISE);
            copy.putAll(existing(collection));
            documents.put(collection.name(), copy);
        }
        return existing(collection);
    }
}

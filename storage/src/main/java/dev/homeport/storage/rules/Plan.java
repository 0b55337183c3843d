package dev.homeport.storage.rules;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Collection.Index;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;

import java.util.List;
import java.util.Optional;

/**
 * A scan checked against its collection, with the keys it compares.
 *
 * @param index the position of the index in the declaration, or {@link #BY_ID}
 * @param equal the value every document has
 * @param after the key the page starts behind
 * @param order the direction
 * @param limit how many documents at most
 */
public record Plan(
        int index, Optional<Object> equal, Optional<Key> after, Scan.Order order, int limit) {
    /** The position that stands for the order of ids. */
    public static final int BY_ID = -1;

    /**
     * A place in the order of a scan.
     *
     * @param value the indexed value; the id itself in a scan by id
     * @param id the document's id
     */
    public record Key(Object value, String id) {}

    /** The plan of {@code scan} over {@code collection}. */
    public static Plan of(Collection collection, Scan scan, Bodies bodies) throws StoreProblem {
        int index = position(collection, scan);
        Optional<Object> equal = Optional.empty();
        if (scan.equal().isPresent()) {
            Index declared = collection.indexes().get(index);
            equal = Optional.of(bodies.comparable(collection, declared, scan.equal().get()));
        }
        Optional<Key> after = Optional.empty();
        if (scan.after().isPresent()) {
            after = Optional.of(key(collection, index, scan.after().get(), bodies));
        }
        return new Plan(index, equal, after, scan.order(), scan.limit());
    }

    private static int position(Collection collection, Scan scan) throws StoreProblem {
        if (scan.index().isEmpty()) return BY_ID;
        String member = scan.index().get();
        List<Index> indexes = collection.indexes();
        for (int i = 0; i < indexes.size(); i++) {
            if (indexes.get(i).member().equals(member)) return i;
        }
        throw new StoreProblem.Invalid(
                "collection %s has no index on %s: declare it or scan by another member"
                        .formatted(collection.name(), member));
    }

    private static Key key(Collection collection, int index, Document last, Bodies bodies)
            throws StoreProblem {
        bodies.requireId(collection, last.id());
        if (index == BY_ID) return new Key(last.id(), last.id());
        Collection narrow =
                new Collection(collection.name(), List.of(collection.indexes().get(index)));
        return new Key(bodies.values(narrow, last.id(), last.json())[0], last.id());
    }
}

package dev.homeport.storage.memory;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.rules.Plan;
import dev.homeport.storage.rules.Utf8;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Everything a store holds at one moment. A published one never changes; a transaction works on a
 * copy.
 *
 * @param rows the documents with their indexed values, by collection and id
 * @param sequence the sequence of the latest change
 */
record Contents(Map<String, TreeMap<String, Row>> rows, long sequence) {

    /** A document and its indexed values, in the order of the declaration. */
    record Row(Document document, List<Object> values) {
        Plan.Key key(int index) {
            String id = document.id();
            return new Plan.Key(index == Plan.BY_ID ? id : values.get(index), id);
        }
    }

    TreeMap<String, Row> of(Collection collection) {
        TreeMap<String, Row> present = rows.get(collection.name());
        return present == null ? new TreeMap<>(Utf8.ORDER) : present;
    }

    List<Document> scan(Collection collection, Plan plan) {
        boolean ascending = plan.order() == Scan.Order.ASCENDING;
        Comparator<Plan.Key> order = ascending ? KEYS : KEYS.reversed();
        Predicate<Row> wanted =
                row ->
                        plan.equal().map(v -> v.equals(row.values().get(plan.index()))).orElse(true)
                                && plan.after()
                                        .map(key -> isBehind(order, plan, row, key))
                                        .orElse(true);
        return of(collection).values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(row -> row.key(plan.index()), order))
                .limit(plan.limit())
                .map(Row::document)
                .toList();
    }

    /** In a scan by value all documents share it, and only their ids are compared. */
    private static boolean isBehind(Comparator<Plan.Key> order, Plan plan, Row row, Plan.Key key) {
        Plan.Key own = row.key(plan.index());
        Plan.Key from = plan.equal().isPresent() ? new Plan.Key(own.value(), key.id()) : key;
        return order.compare(own, from) > 0;
    }

    private static final Comparator<Plan.Key> KEYS =
            Comparator.comparing(Plan.Key::value, Contents::compareValues)
                    .thenComparing(Plan.Key::id, Utf8.ORDER);

    private static int compareValues(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) return a.compareTo(b);
        return Utf8.ORDER.compare((String) left, (String) right);
    }
}

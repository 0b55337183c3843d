package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;

/**
 * A read-only hash table by name that is asked with a suffix of a name in place, so that a lookup
 * builds nothing. Immutable.
 */
final class NameTable<V extends NameTable.Named> {
    private final Object[] slots;
    private final List<V> values;
    private final int labelsMax;

    /** What can be kept in the table. */
    interface Named {
        /** The key. */
        DomainName name();
    }

    /** Puts every value under its name; of two with one name the first stays. */
    NameTable(Collection<V> entries) {
        values = List.copyOf(entries);
        // At most half full, so that runs of taken slots stay short.
        slots = new Object[Integer.highestOneBit(Math.max(values.size(), 1)) * 4];
        int deepest = 0;
        for (V value : values) {
            put(value);
            deepest = Math.max(deepest, value.name().labels());
        }
        labelsMax = deepest;
    }

    private void put(V value) {
        int i = value.name().hashCode() & (slots.length - 1);
        while (slots[i] != null) {
            if (((Named) slots[i]).name().equals(value.name())) return;
            i = (i + 1) & (slots.length - 1);
        }
        slots[i] = value;
    }

    /** Labels of the deepest name in the table. */
    int labelsMax() {
        return labelsMax;
    }

    List<V> values() {
        return values;
    }

    @Nullable V find(DomainName name) {
        return find(name.wire(), 0, name.length(), name.hashCode());
    }

    /** The entry at the longest suffix of the name that is in the table. */
    @Nullable V findClosest(DomainName name, int offset) {
        return findClosest(name.wire(), offset, name.length());
    }

    /** The same for a folded name that stands somewhere in an array, from its first byte on. */
    @Nullable V findClosest(byte[] wire, int from, int end) {
        int labels = 0;
        for (int i = from; wire[i] != 0; i += wire[i] + 1) labels++;
        for (int i = from; ; i += wire[i] + 1) {
            // A name deeper than all in the table is not in it: spares hashing long strangers.
            if (labels <= labelsMax) {
                V found = find(wire, i, end, DomainName.hash(wire, i, end));
                if (found != null) return found;
            }
            if (wire[i] == 0) return null;
            labels--;
        }
    }

    @SuppressWarnings("unchecked") // Only values of type V are ever put.
    private @Nullable V find(byte[] wire, int offset, int end, int hash) {
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != null; i = (i + 1) & mask) {
            V value = (V) slots[i];
            DomainName key = value.name();
            if (key.hashCode() == hash && key.matches(wire, offset, end)) return value;
        }
        return null;
    }
}

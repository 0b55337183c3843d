package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The records of one zone sorted by owner and type, before anything is known to be right. A set is
 * a number, and so is a record; the records of a set are {@code record(i)} for {@code i} from
 * {@code firstRecord(set)} on. Not changed once made.
 */
final class ZoneDraft {
    private final DomainName origin;
    private final Path file;
    private final DraftRecords records;
    private final NameTree names;
    private final int apex;
    private final int[] order;
    private final int[] nodeSets;
    private char[] setTypes;
    private int[] setRecords;
    private int sets;

    /**
     * @param file the file a zone-wide problem is told about
     */
    ZoneDraft(DomainName origin, Path file, DraftRecords records) {
        this.origin = origin;
        this.file = file;
        this.records = records;
        names = records.names();
        apex = names.find(origin);
        order = new int[records.count()];
        nodeSets = new int[names.size() + 1];
        int room = Math.max(16, records.count());
        setTypes = new char[room];
        setRecords = new int[room + 1];
        sort();
    }

    /** Counts the records of each node, puts them behind each other, then sorts each node's. */
    private void sort() {
        int[] starts = new int[names.size() + 1];
        for (int i = 0; i < order.length; i++) starts[records.owner(i) + 1]++;
        for (int node = 0; node < names.size(); node++) starts[node + 1] += starts[node];
        int[] next = nodeSets; // Filled with what it is for only after.
        System.arraycopy(starts, 0, next, 0, starts.length);
        for (int i = 0; i < order.length; i++) order[next[records.owner(i)]++] = i;
        for (int node = 0; node < names.size(); node++) {
            nodeSets[node] = sets;
            sortTypes(starts[node], starts[node + 1]);
            cutIntoSets(starts[node], starts[node + 1]);
        }
        nodeSets[names.size()] = sets;
        setRecords[sets] = order.length;
        setTypes = Arrays.copyOf(setTypes, sets);
        setRecords = Arrays.copyOf(setRecords, sets + 1);
    }

    private void sortTypes(int from, int to) {
        boolean sorted = true;
        for (int i = from + 1; i < to; i++) sorted &= typeAt(i - 1) <= typeAt(i);
        if (sorted) return;
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) keys[i - from] = (long) typeAt(i) << 32 | order[i];
        Arrays.sort(keys);
        for (int i = from; i < to; i++) order[i] = (int) keys[i - from];
    }

    private int typeAt(int place) {
        return records.type(order[place]);
    }

    private void cutIntoSets(int from, int to) {
        for (int i = from; i < to; i++) {
            if (i > from && typeAt(i) == typeAt(i - 1)) continue;
            setTypes[sets] = (char) typeAt(i);
            setRecords[sets] = i;
            sets++;
        }
    }

    DomainName origin() {
        return origin;
    }

    Path file() {
        return file;
    }

    DraftRecords records() {
        return records;
    }

    NameTree names() {
        return names;
    }

    /** The node of the origin, or none when nothing stands at or below it. */
    int apex() {
        return apex;
    }

    int sets() {
        return sets;
    }

    int firstSet(int node) {
        return nodeSets[node];
    }

    int endSet(int node) {
        return nodeSets[node + 1];
    }

    int type(int set) {
        return setTypes[set];
    }

    int firstRecord(int set) {
        return setRecords[set];
    }

    int endRecord(int set) {
        return setRecords[set + 1];
    }

    /** The record at a place in this order. */
    int record(int place) {
        return order[place];
    }

    /** The set of a node and type, or {@link NameTree#NONE}. */
    int set(int node, int type) {
        if (node == NameTree.NONE) return NameTree.NONE;
        for (int set = nodeSets[node]; set < nodeSets[node + 1]; set++) {
            if (setTypes[set] == type) return set;
        }
        return NameTree.NONE;
    }

    boolean has(int node, int type) {
        return set(node, type) != NameTree.NONE;
    }

    /** Whether the node is below the apex and delegated right there. */
    boolean isCut(int node) {
        return node != apex && has(node, RecordType.NS);
    }
}

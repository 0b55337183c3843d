package dev.homeport.dns.zone;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;

/**
 * What a zone holds, as numbers in a few arrays: names are nodes of a tree, each node owns a run of
 * sets in order of their types, each set a run of record data. The signatures of a set are the set
 * of type RRSIG right behind it. Objects are made of them when they are looked up. Immutable.
 */
final class ZoneTable {
    private static final byte[] ASTERISK = {1, '*'};

    final NameTree names;
    final int apex;
    final int apexLabels;

    /** Per node the number of its first set; one more at the end. */
    private final int[] firstSet;

    private final char[] types;
    private final int[] ttls;

    /** Per set where its data begins, each piece behind its length; one more at the end. */
    private final int[] dataAt;

    private final byte[] data;

    /** Nodes that are no names of the zone, though they own records. */
    private final BitSet hidden;

    ZoneTable(
            NameTree names,
            int apex,
            int[] firstSet,
            char[] types,
            int[] ttls,
            int[] dataAt,
            byte[] data) {
        this.names = names;
        this.apex = apex;
        this.apexLabels = names.name(apex).labels();
        this.firstSet = firstSet;
        this.types = types;
        this.ttls = ttls;
        this.dataAt = dataAt;
        this.data = data;
        this.hidden = hashedOwners();
    }

    /** RFC 5155 7.2.8: names that own nothing but NSEC3 records, nor does anything below them. */
    private BitSet hashedOwners() {
        BitSet found = new BitSet();
        for (int set = 0; set < types.length; set++) {
            if (types[set] != RecordType.NSEC3) continue;
            int node = nodeOf(set);
            int end = isSigned(set) ? set + 2 : set + 1;
            if (firstSet[node] == set && firstSet[node + 1] == end) found.set(node);
        }
        if (found.isEmpty()) return found;
        for (int node = names.size() - 1; node > 0; node--) {
            if (!found.get(node)) found.clear(names.parent(node));
        }
        return found;
    }

    int firstSet(int node) {
        return firstSet[node];
    }

    int endSet(int node) {
        return firstSet[node + 1];
    }

    int type(int set) {
        return types[set];
    }

    /** The set of a node and type, or {@link NameTree#NONE}. */
    int set(int node, int type) {
        for (int set = firstSet[node]; set < firstSet[node + 1]; set++) {
            if (types[set] == type) return type == RecordType.RRSIG ? NameTree.NONE : set;
        }
        return NameTree.NONE;
    }

    boolean has(int node, int type) {
        return set(node, type) != NameTree.NONE;
    }

    /** Whether the node is delegated right here (RFC 1034 4.2.1). */
    boolean isCut(int node) {
        return node != apex && has(node, RecordType.NS);
    }

    int wildcard(int node) {
        return names.child(node, ASTERISK, 0);
    }

    /**
     * Goes down from the apex as far as the name leads.
     *
     * @param folded holds a name in wire form that is at or below the apex
     */
    Node closest(byte[] folded, int from) {
        int above = labels(folded, from) - apexLabels;
        int node = apex;
        int cut = NameTree.NONE;
        int redirect = NameTree.NONE;
        for (; ; above--) {
            boolean ruled = cut != NameTree.NONE || redirect != NameTree.NONE;
            if (!ruled && isCut(node)) cut = node;
            if (above == 0) break;
            int child = names.child(node, folded, NameTree.labelOffset(folded, from, above - 1));
            if (child == NameTree.NONE || hidden.get(child)) break;
            if (!ruled && cut == NameTree.NONE && has(node, RecordType.DNAME)) redirect = node;
            node = child;
        }
        return new Node(this, node, above, cut, redirect);
    }

    /** How many labels {@link #closest} would leave over, without an object for the answer. */
    int missing(byte[] folded, int from) {
        int above = labels(folded, from) - apexLabels;
        int node = apex;
        for (; above > 0; above--) {
            node = names.child(node, folded, NameTree.labelOffset(folded, from, above - 1));
            if (node == NameTree.NONE) return above;
        }
        return 0;
    }

    private static int labels(byte[] wire, int from) {
        int count = 0;
        for (int i = from; wire[i] != 0; i += wire[i] + 1) count++;
        return count;
    }

    Rrset rrset(int set) {
        return rrset(set, names.name(nodeOf(set)));
    }

    /** A set as an object that says the owner is this name. */
    Rrset rrset(int set, DomainName owner) {
        Rrset plain = bare(set, owner).inside(this);
        return isSigned(set) ? plain.withSignatures(bare(set + 1, owner)) : plain;
    }

    boolean isSigned(int set) {
        return set + 1 < types.length
                && types[set + 1] == RecordType.RRSIG
                && types[set] != RecordType.RRSIG;
    }

    private Rrset bare(int set, DomainName owner) {
        byte[] pieces = Arrays.copyOfRange(data, dataAt[set], dataAt[set + 1]);
        return Rrset.ofJoined(owner, types[set], ttls[set], pieces);
    }

    private int nodeOf(int set) {
        int low = 0;
        int high = firstSet.length - 2;
        // The last node whose run begins at or before the set: nodes without sets share a
        // beginning.
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstSet[middle] <= set) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /** The sets of a node, made one by one when they are asked for. */
    List<Rrset> rrsets(int node, DomainName owner) {
        Rrset[] found = new Rrset[firstSet[node + 1] - firstSet[node]];
        int count = 0;
        for (int set = firstSet[node]; set < firstSet[node + 1]; set++) {
            if (types[set] != RecordType.RRSIG) found[count++] = rrset(set, owner);
        }
        return List.of(Arrays.copyOf(found, count));
    }

    /** Every set, the apex's first, made one by one when they are asked for. */
    List<Rrset> all() {
        int[] order = new int[types.length];
        int count = 0;
        int apexFirst = firstSet[apex];
        int apexEnd = firstSet[apex + 1];
        for (int set = apexFirst; set < apexEnd; set++) {
            if (types[set] != RecordType.RRSIG) order[count++] = set;
        }
        for (int set = 0; set < types.length; set++) {
            boolean apexSet = set >= apexFirst && set < apexEnd;
            if (!apexSet && types[set] != RecordType.RRSIG) order[count++] = set;
        }
        return new Sets(Arrays.copyOf(order, count));
    }

    /** How many records there are, signatures left out. */
    int records() {
        int count = 0;
        for (int set = 0; set < types.length; set++) {
            if (types[set] == RecordType.RRSIG) continue;
            for (int at = dataAt[set]; at < dataAt[set + 1]; at += 2 + length(data, at)) count++;
        }
        return count;
    }

    static int length(byte[] data, int at) {
        return ((data[at] & 0xff) << 8) | (data[at + 1] & 0xff);
    }

    private final class Sets extends AbstractList<Rrset> implements RandomAccess {
        private final int[] sets;

        Sets(int[] sets) {
            this.sets = sets;
        }

        @Override
        public Rrset get(int index) {
            return rrset(sets[index]);
        }

        @Override
        public int size() {
            return sets.length;
        }
    }
}

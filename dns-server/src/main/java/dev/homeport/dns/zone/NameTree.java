package dev.homeport.dns.zone;

import java.util.Arrays;

/**
 * Names as a tree of labels, kept in a few arrays so that a million names are a few objects. A node
 * is a number: the root is {@link #ROOT}, and a parent's number is less than its children's. Every
 * name between a name that was added and the root is a node, too, just as RFC 4592 2.2.2 wants it.
 * Immutable and safe to share between threads.
 */
public final class NameTree {
    /** The node of the root. */
    public static final int ROOT = 0;

    /** Stands for no node. */
    public static final int NONE = -1;

    /** Open addressing at most half full, so that runs of taken slots stay short; 0 is free. */
    private final int[] slots;

    private final int[] parents;
    private final int[] labelAt;
    private final byte[] labels;

    private NameTree(int[] slots, int[] parents, int[] labelAt, byte[] labels) {
        this.slots = slots;
        this.parents = parents;
        this.labelAt = labelAt;
        this.labels = labels;
    }

    /** How many nodes there are. */
    public int size() {
        return parents.length;
    }

    /** The node above; the root's is {@link #NONE}. */
    public int parent(int node) {
        return parents[node];
    }

    /** The child with a label, which is folded and stands behind its length; or {@link #NONE}. */
    public int child(int parent, byte[] bytes, int at) {
        return find(slots, parents, labelAt, labels, parent, bytes, at);
    }

    /** The node of exactly this name, or {@link #NONE}. */
    public int find(DomainName name) {
        byte[] wire = name.wire();
        int node = ROOT;
        for (int i = name.labels() - 1; i >= 0 && node != NONE; i--) {
            node = child(node, wire, labelOffset(wire, 0, i));
        }
        return node;
    }

    /** Where the label of a number stands, the first being 0. */
    static int labelOffset(byte[] wire, int from, int label) {
        int at = from;
        for (int i = 0; i < label; i++) at += wire[at] + 1;
        return at;
    }

    /** The name of a node. */
    public DomainName name(int node) {
        return name(parents, labelAt, labels, node);
    }

    private static DomainName name(int[] parents, int[] labelAt, byte[] labels, int node) {
        int length = 1;
        for (int up = node; up != ROOT; up = parents[up]) length += labels[labelAt[up]] + 1;
        byte[] wire = new byte[length];
        int at = 0;
        for (int up = node; up != ROOT; up = parents[up]) {
            int bytes = labels[labelAt[up]] + 1;
            System.arraycopy(labels, labelAt[up], wire, at, bytes);
            at += bytes;
        }
        return DomainName.ofWire(wire, 0, length);
    }

    /** Whether the node's label is a single asterisk. */
    public boolean isWildcard(int node) {
        int at = labelAt[node];
        return node != ROOT && labels[at] == 1 && labels[at + 1] == '*';
    }

    /** Whether a node is another one or lies below it. */
    public boolean isAtOrBelow(int node, int ancestor) {
        int up = node;
        // Numbers only get smaller on the way up.
        while (up > ancestor) up = parents[up];
        return up == ancestor;
    }

    /** Spreads well enough for tables whose keys the operator chooses, not a stranger. */
    private static int hash(int parent, byte[] bytes, int at) {
        int h = parent * 0x9E3779B9;
        for (int i = at, end = at + bytes[at]; i <= end; i++) h = 31 * h + bytes[i];
        h *= 0x85EBCA6B;
        return h ^ (h >>> 15);
    }

    private static int find(
            int[] slots,
            int[] parents,
            int[] labelAt,
            byte[] labels,
            int parent,
            byte[] bytes,
            int at) {
        int mask = slots.length - 1;
        int end = at + bytes[at] + 1;
        for (int i = hash(parent, bytes, at) & mask; slots[i] != 0; i = (i + 1) & mask) {
            int node = slots[i];
            if (parents[node] != parent) continue;
            int from = labelAt[node];
            int to = from + labels[from] + 1;
            if (Arrays.equals(labels, from, to, bytes, at, end)) return node;
        }
        return NONE;
    }

    /** Collects names. Not thread-safe. */
    public static final class Builder {
        private static final int LABEL_BYTES = 12;

        private int[] slots;
        private int[] parents;
        private int[] labelAt;
        private byte[] labels;
        private int size = 1;

        /** Whether a tree that was built looks into the same slots. */
        private boolean shared;

        private int labelBytes = 1;
        private final int[] offsets = new int[DomainName.BYTES_MAX / 2 + 1];

        /** Begins with the root and some room. */
        public Builder() {
            this(16);
        }

        /** Begins with the root and room for so many names. */
        public Builder(int expected) {
            int room = Math.max(expected, 16);
            slots = new int[Integer.highestOneBit(room) * 2];
            parents = new int[room];
            labelAt = new int[room];
            labels = new byte[room * LABEL_BYTES];
            parents[ROOT] = NONE;
        }

        /** The node of a folded name in wire form, which is made when it is not there yet. */
        public int add(byte[] wire, int from) {
            int count = 0;
            for (int i = from; wire[i] != 0; i += wire[i] + 1) offsets[count++] = i;
            int node = ROOT;
            while (count > 0) node = addChild(node, wire, offsets[--count]);
            return node;
        }

        /** The child with a folded label, which is made when it is not there yet. */
        public int addChild(int parent, byte[] bytes, int at) {
            int found = find(slots, parents, labelAt, labels, parent, bytes, at);
            return found == NONE ? append(parent, bytes, at) : found;
        }

        /** How many nodes there are by now. */
        public int size() {
            return size;
        }

        /** The node above; the root's is {@link #NONE}. */
        public int parent(int node) {
            return parents[node];
        }

        private int append(int parent, byte[] bytes, int at) {
            int length = bytes[at] + 1;
            if (size == parents.length) {
                int room = size + Math.max(16, size / 2);
                parents = Arrays.copyOf(parents, room);
                labelAt = Arrays.copyOf(labelAt, room);
            }
            if (labelBytes + length > labels.length) {
                labels = Arrays.copyOf(labels, labelBytes + Math.max(128, labelBytes / 2));
            }
            System.arraycopy(bytes, at, labels, labelBytes, length);
            parents[size] = parent;
            labelAt[size] = labelBytes;
            labelBytes += length;
            if (2 * size >= slots.length) grow();
            put(size);
            return size++;
        }

        private void grow() {
            slots = new int[slots.length * 2];
            shared = false;
            for (int node = 1; node < size; node++) put(node);
        }

        private void put(int node) {
            if (shared) slots = slots.clone();
            shared = false;
            int mask = slots.length - 1;
            int i = hash(parents[node], labels, labelAt[node]) & mask;
            while (slots[i] != 0) i = (i + 1) & mask;
            slots[i] = node;
        }

        /** The name of a node. */
        public DomainName name(int node) {
            return NameTree.name(parents, labelAt, labels, node);
        }

        /** The tree as it is by now. */
        public NameTree build() {
            shared = true;
            return new NameTree(
                    slots,
                    Arrays.copyOf(parents, size),
                    Arrays.copyOf(labelAt, size),
                    Arrays.copyOf(labels, labelBytes));
        }
    }
}

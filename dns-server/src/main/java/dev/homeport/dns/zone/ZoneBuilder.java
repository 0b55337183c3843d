package dev.homeport.dns.zone;

import java.util.Arrays;

/**
 * Puts a zone together, node by node in the order of their numbers, and per node set by set in the
 * order of their types; signatures are the set of type RRSIG right behind what they cover. Not
 * thread-safe.
 */
public final class ZoneBuilder {
    private final NameTree names;
    private final int apex;
    private final int[] firstSet;
    private char[] types = new char[16];
    private int[] ttls = new int[16];
    private int[] dataAt = new int[16];
    private byte[] data = new byte[256];
    private int node = -1;
    private int sets;
    private int bytes;

    /**
     * @param names every name of the zone
     * @param apex the node of the origin
     */
    public ZoneBuilder(NameTree names, int apex) {
        this.names = names;
        this.apex = apex;
        firstSet = new int[names.size() + 1];
    }

    /** Makes room at once for so much, so that nothing is copied while it grows. */
    public ZoneBuilder expect(int setCount, int rdataBytes) {
        types = Arrays.copyOf(types, Math.max(setCount, types.length));
        ttls = Arrays.copyOf(ttls, types.length);
        dataAt = Arrays.copyOf(dataAt, types.length);
        data = Arrays.copyOf(data, Math.max(rdataBytes, data.length));
        return this;
    }

    /** Begins a set of a node. */
    public void set(int owner, int type, int ttl) {
        if (owner < node) throw new IllegalArgumentException("nodes come in order");
        while (node < owner) firstSet[++node] = sets;
        if (sets == types.length) {
            int room = sets + sets / 2;
            types = Arrays.copyOf(types, room);
            ttls = Arrays.copyOf(ttls, room);
            dataAt = Arrays.copyOf(dataAt, room);
        }
        types[sets] = (char) type;
        ttls[sets] = ttl;
        dataAt[sets] = bytes;
        sets++;
    }

    /** Adds a record to the set that was begun last. */
    public void record(byte[] rdata, int from, int length) {
        if (bytes + 2 + length > data.length) {
            data = Arrays.copyOf(data, bytes + 2 + Math.max(length, bytes / 2));
        }
        data[bytes] = (byte) (length >> 8);
        data[bytes + 1] = (byte) length;
        System.arraycopy(rdata, from, data, bytes + 2, length);
        bytes += 2 + length;
    }

    /** The zone; the builder is not to be used any more. */
    public Zone build() {
        while (node < names.size()) firstSet[++node] = sets;
        int[] places = Arrays.copyOf(dataAt, sets + 1);
        places[sets] = bytes;
        return new Zone(
                new ZoneTable(
                        names,
                        apex,
                        firstSet,
                        exactly(types, sets),
                        ttls.length == sets ? ttls : Arrays.copyOf(ttls, sets),
                        places,
                        data.length == bytes ? data : Arrays.copyOf(data, bytes)));
    }

    private static char[] exactly(char[] array, int length) {
        return array.length == length ? array : Arrays.copyOf(array, length);
    }
}

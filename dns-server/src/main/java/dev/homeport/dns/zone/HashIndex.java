package dev.homeport.dns.zone;

import java.util.Arrays;
import java.util.List;

/** The NSEC3 sets of a chain by the hashes that their owners spell. Immutable. */
final class HashIndex {
    private static final int BYTES = Nsec3Parameters.HASH_BYTES;

    private final byte[] hashes;
    private final int[] sets;

    /**
     * @param owners at least one, in the order of their hashes
     */
    HashIndex(ZoneTable table, List<DomainName> owners) {
        hashes = new byte[owners.size() * BYTES];
        sets = new int[owners.size()];
        for (int i = 0; i < sets.length; i++) {
            DomainName owner = owners.get(i);
            byte[] hash = Nsec3Parameters.ownerHash(owner).orElseThrow();
            System.arraycopy(hash, 0, hashes, i * BYTES, BYTES);
            sets[i] = table.set(table.names.find(owner), RecordType.NSEC3);
        }
    }

    /** The set of exactly this hash, or {@link NameTree#NONE}. */
    int at(byte[] hash) {
        int last = notAfter(hash) - 1;
        return last >= 0 && compare(last, hash) == 0 ? sets[last] : NameTree.NONE;
    }

    /** The set of this hash or the last one before it; before the first one stands the last. */
    int atOrBefore(byte[] hash) {
        int last = notAfter(hash) - 1;
        return sets[last < 0 ? sets.length - 1 : last];
    }

    /** How many hashes are not after one. */
    private int notAfter(byte[] hash) {
        int low = 0;
        int high = sets.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, hash) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int compare(int index, byte[] hash) {
        int at = index * BYTES;
        return Arrays.compareUnsigned(hashes, at, at + BYTES, hash, 0, hash.length);
    }
}

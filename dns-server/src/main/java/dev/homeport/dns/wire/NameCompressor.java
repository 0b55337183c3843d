package dev.homeport.dns.wire;

import static dev.homeport.dns.zone.DomainName.fold;

/**
 * Remembers where in a message names stand, so that later ones can point to them (RFC 1035 4.1.4).
 * Made for reuse: forgetting costs as much as was remembered. Not thread-safe.
 */
final class NameCompressor {
    private static final int SLOTS = 512;
    private static final int ENTRIES_MAX = 256;
    private static final int POINTER_MAX = 0x3fff;
    private static final int LABELS_MAX = 128;

    private final int[] hashes = new int[SLOTS];
    private final int[] places = new int[SLOTS]; // 0: free, as no name stands in the header
    private final int[] taken = new int[ENTRIES_MAX];
    private int count;

    private final int[] labelAt = new int[LABELS_MAX];
    private final int[] suffixHash = new int[LABELS_MAX];

    /** Forgets all names. */
    void clear() {
        forgetDownTo(0);
    }

    /** How much is remembered, to come back to with {@link #forgetDownTo}. */
    int mark() {
        return count;
    }

    /** Forgets what was remembered after a mark. Slots go in reverse order, so runs stay whole. */
    void forgetDownTo(int mark) {
        while (count > mark) places[taken[--count]] = 0;
    }

    /** Remembers a name that stands uncompressed in the message. */
    void remember(byte[] message, int at) {
        int labels = split(message, at);
        for (int i = 0; i < labels; i++) {
            if (find(message, message, labelAt[i], suffixHash[i]) == 0)
                put(labelAt[i], suffixHash[i]);
        }
    }

    /**
     * Writes a name, as short as may be.
     *
     * @param message with room for the whole name
     * @param name an array with the uncompressed name
     * @param from where the name starts in that array
     * @return where the next byte goes
     */
    int write(byte[] message, int at, byte[] name, int from) {
        int labels = split(name, from);
        int written = 0;
        int place = 0;
        while (written < labels) {
            place = find(message, name, labelAt[written], suffixHash[written]);
            if (place != 0) break;
            written++;
        }
        int bytes =
                (written == labels ? from + nameBytes(name, from) - 1 : labelAt[written]) - from;
        System.arraycopy(name, from, message, at, bytes);
        int to = at + bytes;
        message[to++] = (byte) (place == 0 ? 0 : 0xc0 | (place >> 8));
        if (place != 0) message[to++] = (byte) place;
        // Only now: what is remembered is compared with and must be whole.
        for (int i = 0; i < written; i++) put(at + labelAt[i] - from, suffixHash[i]);
        return to;
    }

    /** The length of an uncompressed name, its root label included. */
    static int nameBytes(byte[] name, int from) {
        int end = from;
        while (name[end] != 0) end += name[end] + 1;
        return end + 1 - from;
    }

    /** Finds the labels of a name and a hash for it and each of its ends. */
    private int split(byte[] name, int from) {
        int labels = 0;
        for (int i = from; name[i] != 0; i += name[i] + 1) labelAt[labels++] = i;
        int hash = 0;
        for (int i = labels - 1; i >= 0; i--) {
            int end = labelAt[i] + name[labelAt[i]];
            for (int k = labelAt[i]; k <= end; k++) hash = 31 * hash + fold(name[k]);
            suffixHash[i] = hash;
        }
        return labels;
    }

    private int find(byte[] message, byte[] name, int from, int hash) {
        for (int i = slot(hash); places[i] != 0; i = (i + 1) & (SLOTS - 1)) {
            if (hashes[i] == hash && same(message, places[i], name, from)) return places[i];
        }
        return 0;
    }

    private void put(int place, int hash) {
        if (count == ENTRIES_MAX || place > POINTER_MAX) return;
        int i = slot(hash);
        while (places[i] != 0) i = (i + 1) & (SLOTS - 1);
        hashes[i] = hash;
        places[i] = place;
        taken[count++] = i;
    }

    private static int slot(int hash) {
        return (hash * 0x9E3779B9) >>> 23;
    }

    /** Compares a name in the message, pointers followed, with an uncompressed one. */
    private static boolean same(byte[] message, int place, byte[] name, int from) {
        int a = place;
        int b = from;
        while (true) {
            while ((message[a] & 0xc0) == 0xc0) {
                a = ((message[a] & 0x3f) << 8) | (message[a + 1] & 0xff);
            }
            int length = message[a];
            if (length != name[b]) return false;
            if (length == 0) return true;
            for (int k = 1; k <= length; k++) {
                if (fold(message[a + k]) != fold(name[b + k])) return false;
            }
            a += length + 1;
            b += length + 1;
        }
    }
}

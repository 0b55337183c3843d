package dev.homeport.dns.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Replies as bytes, found by a folded name and a number. Bounded in entries and bytes: a full table
 * starts over, so that what is asked for much comes back at once and what was asked for once goes.
 * Not thread-safe: each loop has its own and needs no lock.
 *
 * <pre>
 *   slot:   hash (32 bits) | place (32); 0: free
 *   entry:  kind (32 bits) | length (16) | name bytes (8) | skipped bytes (8), account (64),
 *           reply, appendix
 * </pre>
 *
 * The name of an entry is not kept beside the reply: it is the name in the reply's question, or,
 * when some of its first bytes are skipped, the rest of it.
 */
final class ReplyTable {
    /** What {@link #find} says when there is nothing. */
    static final int NONE = 0;

    /** Where in its chunk an entry's reply begins, from its place on. */
    static final int REPLY_AT = 2 * Long.BYTES;

    private static final int SLOTS_AT_FIRST = 1 << 10;
    private static final int PROBES_MAX = 16;
    private static final int CHUNK_SHIFT = 17;
    private static final int CHUNK_BYTES = 1 << CHUNK_SHIFT;
    private static final int QUESTION_AT = QueryDecoder.HEADER_BYTES;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int entriesMax;
    private final byte[][] chunks;
    private long[] slots = new long[0];
    private int shift = 32;
    private int entries;
    private int chunk;
    private int used = Long.BYTES; // Place 0 is not used, as it means that there is nothing.

    /**
     * @param entriesMax replies at a time
     * @param bytesMax that they may take, in steps of {@value #CHUNK_BYTES}
     */
    ReplyTable(int entriesMax, int bytesMax) {
        this.entriesMax = entriesMax;
        this.chunks = new byte[Math.max(1, bytesMax >> CHUNK_SHIFT)][0];
    }

    /** Forgets all replies, but keeps the memory for the next ones. */
    void clear() {
        Arrays.fill(slots, 0);
        entries = 0;
        chunk = 0;
        used = Long.BYTES;
    }

    int entries() {
        return entries;
    }

    /**
     * Looks for a reply.
     *
     * @param name folded
     * @param hash of the name and the kind
     * @return its place, or {@link #NONE}
     */
    int find(int kind, byte[] name, int from, int to, long hash) {
        if (entries == 0) return NONE;
        int tag = (int) (hash >>> 32);
        int mask = slots.length - 1;
        int i = tag >>> shift;
        for (int probe = 0; probe < PROBES_MAX; probe++, i = (i + 1) & mask) {
            long slot = slots[i];
            if (slot == 0) return NONE;
            if ((int) (slot >>> 32) == tag && is((int) slot, kind, name, from, to)) {
                return (int) slot;
            }
        }
        return NONE;
    }

    private boolean is(int place, int kind, byte[] name, int from, int to) {
        long head = head(place);
        if ((int) (head >>> 32) != kind || nameBytes(head) - skipped(head) != to - from) {
            return false;
        }
        int at = offset(place) + REPLY_AT + QUESTION_AT;
        return Arrays.equals(
                name, from, to, chunk(place), at + skipped(head), at + nameBytes(head));
    }

    /** The array that holds an entry. */
    byte[] chunk(int place) {
        return chunks[place >>> CHUNK_SHIFT];
    }

    /** Where in that array it begins. */
    int offset(int place) {
        return place & (CHUNK_BYTES - 1);
    }

    private long head(int place) {
        return (long) LONG.get(chunk(place), offset(place));
    }

    /** Who pays for the reply of an entry. */
    long account(int place) {
        return (long) LONG.get(chunk(place), offset(place) + Long.BYTES);
    }

    /** How long the reply of an entry is. */
    int length(int place) {
        return (int) (head(place) >>> 16) & 0xffff;
    }

    /** How long the whole name in its question is. */
    int nameBytes(int place) {
        return nameBytes(head(place));
    }

    private static int nameBytes(long head) {
        return (int) (head >>> 8) & 0xff;
    }

    private static int skipped(long head) {
        return (int) head & 0xff;
    }

    /**
     * What is noted before a reply.
     *
     * @param length of the reply
     * @param nameBytes of the name in its question
     * @param skipped bytes of that name that do not count
     */
    static long head(int kind, int length, int nameBytes, int skipped) {
        return (long) kind << 32 | (long) length << 16 | (long) nameBytes << 8 | skipped;
    }

    /**
     * Makes room for a reply that is not in the table.
     *
     * @param head see {@link #head}
     * @param account who pays for the reply when it is sent
     * @param bytes of the reply and of what is to stand behind it
     * @return the place to write it to, or {@link #NONE} when there is none for it
     */
    int add(long hash, long head, long account, int bytes) {
        int room = (REPLY_AT + bytes + Long.BYTES - 1) & -Long.BYTES;
        if (room > CHUNK_BYTES - Long.BYTES) return NONE;
        if (entries == entriesMax || !hasRoom(room)) clear();
        if (2 * entries >= slots.length) grow();
        if (chunks[chunk].length == 0) chunks[chunk] = new byte[CHUNK_BYTES];
        byte[] target = chunks[chunk];
        int place = chunk << CHUNK_SHIFT | used;
        if (!put(slots, shift, (hash & 0xffffffff_00000000L) | place)) return NONE;
        LONG.set(target, used, head);
        LONG.set(target, used + Long.BYTES, account);
        used += room;
        entries++;
        return place;
    }

    private boolean hasRoom(int room) {
        if (used + room <= CHUNK_BYTES) return true;
        if (chunk + 1 == chunks.length) return false;
        chunk++;
        used = 0;
        return true;
    }

    private void grow() {
        long[] more = new long[Math.max(SLOTS_AT_FIRST, 2 * slots.length)];
        int narrower = 32 - Integer.numberOfTrailingZeros(more.length);
        // A slot that finds no place among its neighbours is a reply to be made anew, no more.
        for (long slot : slots) if (slot != 0) put(more, narrower, slot);
        slots = more;
        shift = narrower;
    }

    private static boolean put(long[] slots, int shift, long slot) {
        int mask = slots.length - 1;
        int i = (int) (slot >>> 32) >>> shift;
        for (int probe = 0; probe < PROBES_MAX; probe++, i = (i + 1) & mask) {
            if (slots[i] == 0) {
                slots[i] = slot;
                return true;
            }
        }
        return false;
    }
}

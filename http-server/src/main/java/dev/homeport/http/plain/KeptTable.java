package dev.homeport.http.plain;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A bounded table of values under keys that are bytes. A new value takes the place of another where
 * there is no room; a key gets in only when it comes a second time, so that keys that come once,
 * such as the paths a scanner of weaknesses tries, push nothing out.
 *
 * <p>Not thread-safe: one for each event loop. Looking up makes no object.
 *
 * @param <V> what is kept
 */
public final class KeptTable<V> {
    private static final int WAYS = 4;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int mask;
    private final int keyBytesMax;
    private final @Nullable Kept<V>[] places;

    /** Marks of keys that were not found, by the lower part of their hash. */
    private final long[] missed;

    private int turn;

    // The array is this table's own; nobody compares what is kept.
    @SuppressWarnings("ArrayRecordComponent")
    private record Kept<V>(long hash, byte[] key, V value) {}

    /**
     * A table.
     *
     * @param entriesMax how many values it holds, rounded up to a power of two, at least 4
     * @param keyBytesMax a longer key does not get in
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public KeptTable(int entriesMax, int keyBytesMax) {
        int size = Math.max(WAYS, Integer.highestOneBit(2 * entriesMax - 1));
        this.mask = size - 1;
        this.keyBytesMax = keyBytesMax;
        this.places = new Kept[size];
        this.missed = new long[2 * size];
    }

    /** The hash of the first {@code length} bytes of {@code key}. */
    public static long hash(byte[] key, int length) {
        long hash = length * 0x9e3779b97f4a7c15L;
        int at = 0;
        for (; at + 8 <= length; at += 8) hash = mix(hash ^ (long) LONG.get(key, at));
        for (; at < length; at++) hash = mix(hash ^ key[at]);
        return hash;
    }

    private static long mix(long value) {
        long product = value * 0xff51afd7ed558ccdL;
        return product ^ product >>> 32;
    }

    /** What is kept under the first {@code length} bytes of {@code key}, or null. */
    public @Nullable V find(long hash, byte[] key, int length) {
        int first = (int) hash & mask & -WAYS;
        for (int way = 0; way < WAYS; way++) {
            Kept<V> kept = places[first + way];
            if (kept != null && kept.hash == hash && isKey(kept.key, key, length)) {
                return kept.value;
            }
        }
        return null;
    }

    private static boolean isKey(byte[] kept, byte[] key, int length) {
        return Arrays.equals(kept, 0, kept.length, key, 0, length);
    }

    /**
     * Whether a key that was not found is to be kept: when it is missed again, and short enough.
     */
    public boolean admits(long hash, int length) {
        if (length > keyBytesMax) return false;
        int place = (int) hash & (missed.length - 1);
        boolean again = missed[place] == hash;
        missed[place] = hash;
        return again;
    }

    /**
     * Keeps {@code value} in place of what was there under the same key, or of another.
     *
     * @return the value that lost its place, or null
     */
    public @Nullable V put(long hash, byte[] key, int length, V value) {
        Kept<V> kept = new Kept<>(hash, Arrays.copyOf(key, length), value);
        int first = (int) hash & mask & -WAYS;
        int free = -1;
        for (int way = 0; way < WAYS; way++) {
            Kept<V> there = places[first + way];
            if (there == null) {
                free = first + way;
            } else if (there.hash == hash && isKey(there.key, key, length)) {
                places[first + way] = kept;
                return there.value;
            }
        }
        int place = free >= 0 ? free : first + (turn++ & (WAYS - 1));
        Kept<V> displaced = places[place];
        places[place] = kept;
        return displaced == null ? null : displaced.value;
    }

    /** Forgets the values that {@code fallen} is true of. */
    public void removeIf(Predicate<? super V> fallen) {
        for (int place = 0; place < places.length; place++) {
            Kept<V> kept = places[place];
            if (kept != null && fallen.test(kept.value)) places[place] = null;
        }
    }

    /** How many values are kept. */
    public int size() {
        int size = 0;
        for (Kept<V> kept : places) {
            if (kept != null) size++;
        }
        return size;
    }
}

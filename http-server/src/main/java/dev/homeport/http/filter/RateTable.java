package dev.homeport.http.filter;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what clients do, an IPv4 address or an IPv6 network of 64 bits each, in a table of fixed
 * size.
 *
 * <p>A client is one number: the time until which its tokens are spent (the generic cell rate
 * algorithm, a token bucket without a timer). When its corner of the table is full, the client that
 * is least ahead gives way, so that who sends from many addresses cannot wash out who is over its
 * bound. Thread-safe without locks; when two threads meet on one place, a request may be counted
 * for nobody.
 */
final class RateTable {
    static final int CLIENTS_MAX = 1 << 15;
    private static final int WAYS = 8;

    private final Rate rate;
    private final long seed;
    private final AtomicLongArray clients = new AtomicLongArray(CLIENTS_MAX);
    private final AtomicLongArray spentUntil = new AtomicLongArray(CLIENTS_MAX);

    /** {@code seed} keeps strangers from choosing addresses that meet in one corner. */
    RateTable(Rate rate, long seed) {
        this.rate = rate;
        this.seed = seed;
    }

    /**
     * Takes a token of {@code client} at {@code now}, in nanoseconds; returns 0, or how long to
     * wait for one.
     */
    long take(InetAddress client, long now) {
        int place = place(client, now);
        long token = rate.tokenNanos();
        for (int attempt = 0; attempt < WAYS; attempt++) {
            long spent = spentUntil.get(place);
            long start = Math.max(spent, now);
            long over = start - now - rate.aheadNanosMax();
            if (over > 0) return over;
            if (spentUntil.compareAndSet(place, spent, start + token)) return 0;
        }
        return 0; // So many others take tokens at this moment that one more does not matter.
    }

    /** How long {@code client} has to wait at {@code now}, in nanoseconds, without taking one. */
    long look(InetAddress client, long now) {
        int place = place(client, now);
        return Math.max(0, spentUntil.get(place) - now - rate.aheadNanosMax());
    }

    private int place(InetAddress client, long now) {
        long key = key(client);
        int corner = ((int) (key >>> 32) & (CLIENTS_MAX / WAYS - 1)) * WAYS;
        int least = corner;
        for (int i = corner; i < corner + WAYS; i++) {
            long found = clients.get(i);
            if (found == key) return i;
            if (found == 0) {
                least = i;
                break;
            }
            if (spentUntil.get(i) - spentUntil.get(least) < 0) least = i;
        }
        clients.set(least, key);
        spentUntil.set(least, now);
        return least;
    }

    private long key(InetAddress client) {
        byte[] bytes = client.getAddress();
        long high = 0;
        for (int i = 0; i < Math.min(8, bytes.length); i++) high = (high << 8) | (bytes[i] & 0xff);
        long mixed = mix(mix(high ^ seed) + bytes.length);
        return mixed == 0 ? 1 : mixed; // 0 is nobody.
    }

    /** The finalizer of MurmurHash3: every bit of the key depends on every bit of {@code value}. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}

package dev.homeport.dns.peer;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * Counts replies to networks and says which of them go too far, so that nobody who forges addresses
 * can make us flood somebody else. Thread-safe, of fixed size, without locks and without garbage.
 *
 * <p>Each network has an account for each kind of reply. An account is a point in time: every reply
 * moves it on by the time that one reply is worth, and a network whose account is more than a
 * second ahead of the clock asks too much. Limited replies count too, so that a flood stays limited
 * until it ebbs; the account is never more than the window ahead. An account that the clock has
 * overtaken is as good as none, and its place is free for others.
 *
 * <pre>
 *   slot:  tag (20 bits) | limited replies modulo slip (4) | account in units of 1024 ns (40)
 * </pre>
 */
public final class ReplyRates {
    private static final int SLOTS = 1 << 17;
    private static final int WAYS = 4;
    private static final int TRIES = 8;

    private static final int TIME_BITS = 40;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final int COUNT_SHIFT = TIME_BITS;
    private static final long COUNT_MASK = 0xf;
    private static final int TAG_SHIFT = 44;
    private static final int UNIT_SHIFT = 10;
    private static final long UNITS_PER_SECOND = 1_000_000_000L >> UNIT_SHIFT;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final long seed;
    private volatile Rule rule;

    /** What kind of reply it is; each kind is counted on its own. */
    public enum Kind {
        /** Data. */
        ANSWER,
        /** The name is there, data of the type is not. */
        NO_DATA,
        /** There is no such name. */
        NAME_ERROR,
        /** Others know. */
        REFERRAL,
        /** Any other code. */
        ERROR
    }

    /** What becomes of a reply. */
    public enum Ruling {
        /** It is sent. */
        PASS,
        /** Instead of it, a short one tells to come over TCP. */
        SLIP,
        /** Nothing is sent. */
        DROP
    }

    /** The limits in the form in which they are used. */
    private record Rule(
            boolean off,
            List<Prefix.Mask> exempt,
            long v4Mask,
            long v6HighMask,
            long v6LowMask,
            long cost,
            long window,
            int slip) {
        static Rule of(RateLimits limits) {
            ClientAddress v4 = new ClientAddress();
            v4.setV4(0);
            ClientAddress v6 = new ClientAddress();
            v6.setV6(0, 0);
            Prefix.Mask v6Mask = Prefix.Mask.of(v6, limits.v6Bits());
            return new Rule(
                    limits.repliesPerSecond() == 0,
                    limits.exempt().stream().map(Prefix::mask).toList(),
                    Prefix.Mask.of(v4, limits.v4Bits()).lowMask(),
                    v6Mask.highMask(),
                    v6Mask.lowMask(),
                    UNITS_PER_SECOND / Math.max(1, limits.repliesPerSecond()),
                    UNITS_PER_SECOND * limits.window().toSeconds(),
                    limits.slip());
        }

        boolean exempts(ClientAddress client) {
            for (int i = 0; i < exempt.size(); i++) if (exempt.get(i).covers(client)) return true;
            return false;
        }
    }

    /**
     * @param random makes it impossible to guess which networks share a place in the table
     */
    public ReplyRates(RateLimits limits, RandomGenerator random) {
        seed = random.nextLong();
        rule = Rule.of(limits);
    }

    /** Limits nobody. */
    public static ReplyRates off() {
        return new ReplyRates(RateLimits.OFF, () -> 0);
    }

    /** Other limits hold from now on; what was counted stays. */
    public void publish(RateLimits limits) {
        rule = Rule.of(limits);
    }

    /** Whether anybody is limited: if not, there is no need to look at addresses. */
    public boolean isOn() {
        return !rule.off;
    }

    /** Whether replies to a client are limited at all: if not, there is no need to ask. */
    public boolean limits(ClientAddress client) {
        Rule current = rule;
        return !current.off && client.bytes() != 0 && !current.exempts(client);
    }

    /**
     * Counts a reply that is about to be sent over UDP, and says what becomes of it.
     *
     * @param subject tells replies of a kind apart: a hash of the question's name for data, of the
     *     zone's name for {@link Kind#NAME_ERROR} and {@link Kind#NO_DATA}, of the cut's name for
     *     {@link Kind#REFERRAL}, 0 for {@link Kind#ERROR}
     * @param nanos of {@link System#nanoTime}; one reading for a batch of replies is good enough
     */
    public Ruling rule(ClientAddress client, Kind kind, int subject, long nanos) {
        Rule current = rule;
        if (current.off || client.bytes() == 0 || current.exempts(client)) return Ruling.PASS;
        long key = key(client, current, kindNumber(kind) << 32 | Integer.toUnsignedLong(subject));
        return debit(current, key, (nanos >> UNIT_SHIFT) & TIME_MASK);
    }

    private static long kindNumber(Kind kind) {
        return switch (kind) {
            case ANSWER -> 1;
            case NO_DATA -> 2;
            case NAME_ERROR -> 3;
            case REFERRAL -> 4;
            case ERROR -> 5;
        };
    }

    private long key(ClientAddress client, Rule current, long about) {
        boolean v4 = client.bytes() == ClientAddress.V4_BYTES;
        long high = v4 ? 4 : client.high() & current.v6HighMask;
        long low = client.low() & (v4 ? current.v4Mask : current.v6LowMask);
        return mix(mix(mix(about ^ seed) + high) + low);
    }

    /** Every bit of the number changes about half of the bits of the result. */
    private static long mix(long number) {
        long x = (number ^ (number >>> 32)) * 0xD6E8FEB86659FD93L;
        x = (x ^ (x >>> 32)) * 0xD6E8FEB86659FD93L;
        return x ^ (x >>> 32);
    }

    private Ruling debit(Rule current, long key, long now) {
        long tag = key >>> TAG_SHIFT;
        int set = (int) key & (SLOTS - 1) & -WAYS;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int place = place(set, tag, now, current.window);
            long before = slots.get(place);
            boolean ours = before >>> TAG_SHIFT == tag;
            long ahead = ours ? ahead(before, now, current.window) : 0;
            long count = ours && ahead > 0 ? before >>> COUNT_SHIFT & COUNT_MASK : 0;
            boolean limited = ahead > UNITS_PER_SECOND - current.cost;
            long next = Math.min(ahead + current.cost, current.window);
            long counted = limited && current.slip > 0 ? (count + 1) % current.slip : count;
            long after = tag << TAG_SHIFT | counted << COUNT_SHIFT | ((now + next) & TIME_MASK);
            if (slots.compareAndSet(place, before, after)) {
                if (!limited) return Ruling.PASS;
                return current.slip > 0 && count == 0 ? Ruling.SLIP : Ruling.DROP;
            }
        }
        // So many others counted in this place meanwhile that it is a flood in any case.
        return Ruling.DROP;
    }

    /** The slot of the tag, or the one that is missed least. */
    private int place(int set, long tag, long now, long window) {
        int least = set;
        long leastAhead = Long.MAX_VALUE;
        for (int i = set; i < set + WAYS; i++) {
            long slot = slots.get(i);
            if (slot >>> TAG_SHIFT == tag) return i;
            long ahead = ahead(slot, now, window);
            if (ahead < leastAhead) {
                least = i;
                leastAhead = ahead;
            }
        }
        return least;
    }

    /** How far the account is ahead of the clock; 0 when it is behind or from another time. */
    private static long ahead(long slot, long now, long window) {
        long difference = (slot - now) & TIME_MASK;
        return difference > window ? 0 : difference;
    }
}

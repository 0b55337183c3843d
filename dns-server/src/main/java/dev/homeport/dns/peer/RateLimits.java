package dev.homeport.dns.peer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * How many replies of one kind the clients of one network get over UDP. Immutable.
 *
 * @param repliesPerSecond of one kind to one network; 0 limits nothing
 * @param window how long a network that asked too much has to keep quiet at most, 1 s to 1 h
 * @param slip every such limited query is told to come over TCP, the others get no reply; 0 tells
 *     nobody, 1 tells everybody, at most 10
 * @param v4Bits clients whose addresses share so many bits are one network
 * @param v6Bits the same for IPv6
 * @param exempt addresses that are never limited
 */
public record RateLimits(
        int repliesPerSecond,
        Duration window,
        int slip,
        int v4Bits,
        int v6Bits,
        List<Prefix> exempt) {
    /** The most that can be asked for: time is counted in units of about a microsecond. */
    public static final int REPLIES_PER_SECOND_MAX = 100_000;

    /** The highest number for {@code slip}. */
    public static final int SLIP_MAX = 10;

    /** This machine itself, which nobody can pretend to be from outside. */
    public static final List<Prefix> LOOPBACK =
            List.of(
                    new Prefix(InetAddress.ofLiteral("127.0.0.0"), 8),
                    new Prefix(InetAddress.ofLiteral("::1"), 128));

    /** Limits that no resolver notices, and that make us useless to whoever forges addresses. */
    public static final RateLimits DEFAULT =
            new RateLimits(200, Duration.ofSeconds(15), 2, 24, 56, LOOPBACK);

    /** Limits nothing. */
    public static final RateLimits OFF =
            new RateLimits(0, Duration.ofSeconds(15), 2, 24, 56, List.of());

    public RateLimits {
        exempt = List.copyOf(exempt);
        require(
                repliesPerSecond >= 0 && repliesPerSecond <= REPLIES_PER_SECOND_MAX,
                "repliesPerSecond must be in 0..100000");
        require(
                window.compareTo(Duration.ofSeconds(1)) >= 0
                        && window.compareTo(Duration.ofHours(1)) <= 0,
                "window must be in 1s..1h");
        require(slip >= 0 && slip <= SLIP_MAX, "slip must be in 0..10");
        require(v4Bits >= 1 && v4Bits <= 32, "v4Bits must be in 1..32");
        require(v6Bits >= 1 && v6Bits <= 128, "v6Bits must be in 1..128");
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }
}

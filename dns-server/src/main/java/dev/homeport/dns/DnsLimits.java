package dev.homeport.dns;

import java.time.Duration;

/**
 * All bounds of the DNS server.
 *
 * @param udpBytesMax longest datagram sent, and what we say we take (1232 never fragments)
 * @param aliasStepsMax CNAME and DNAME records followed for one question
 * @param tcpConnectionsMax connections at a time, over all addresses; the next is closed at once
 * @param tcpConnectionsPerClientMax connections at a time of one address; loopback addresses may
 *     have all
 * @param tcpQueryBytesMax longest query on a connection; a longer one closes it
 * @param tcpUnsentBytesMax replies waiting for a slow reader before nothing more is read from it
 * @param tcpIdleTimeout how long a connection may go without a whole query
 * @param tcpLifetimeMax how long a connection may last at all
 */
public record DnsLimits(
        int udpBytesMax,
        int aliasStepsMax,
        int tcpConnectionsMax,
        int tcpConnectionsPerClientMax,
        int tcpQueryBytesMax,
        int tcpUnsentBytesMax,
        Duration tcpIdleTimeout,
        Duration tcpLifetimeMax) {

    /** Bounds that suit a server on the Internet. */
    public static final DnsLimits DEFAULT =
            new DnsLimits(
                    1232,
                    16,
                    1000,
                    100,
                    8192,
                    128 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofHours(1));

    public DnsLimits {
        require(udpBytesMax >= 512 && udpBytesMax <= 4096, "udpBytesMax must be in 512..4096");
        require(aliasStepsMax >= 1 && aliasStepsMax <= 100, "aliasStepsMax must be in 1..100");
        require(tcpConnectionsMax >= 1, "tcpConnectionsMax must be at least 1");
        require(tcpConnectionsPerClientMax >= 1, "tcpConnectionsPerClientMax must be at least 1");
        require(
                tcpQueryBytesMax >= 512 && tcpQueryBytesMax <= 65_535,
                "tcpQueryBytesMax must be in 512..65535");
        require(tcpUnsentBytesMax >= 65_536, "tcpUnsentBytesMax must be at least 65536");
        require(tcpIdleTimeout.isPositive(), "tcpIdleTimeout must be positive");
        require(tcpLifetimeMax.isPositive(), "tcpLifetimeMax must be positive");
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }

    /** The same bounds with another idle timeout. */
    public DnsLimits withTcpIdleTimeout(Duration timeout) {
        return new DnsLimits(
                udpBytesMax,
                aliasStepsMax,
                tcpConnectionsMax,
                tcpConnectionsPerClientMax,
                tcpQueryBytesMax,
                tcpUnsentBytesMax,
                timeout,
                tcpLifetimeMax);
    }

    /** The same bounds with another number of connections. */
    public DnsLimits withTcpConnectionsMax(int connections) {
        return new DnsLimits(
                udpBytesMax,
                aliasStepsMax,
                connections,
                tcpConnectionsPerClientMax,
                tcpQueryBytesMax,
                tcpUnsentBytesMax,
                tcpIdleTimeout,
                tcpLifetimeMax);
    }
}

package dev.homeport.dns.netty;

import java.time.Duration;

/**
 * Bounds of DNS over TCP.
 *
 * @param connectionsMax at a time, over all addresses
 * @param connectionsPerClientMax at a time, of one address; loopback addresses may have all
 * @param queryBytesMax of one query; a longer one closes its connection
 * @param unsentBytesMax of replies before nothing more is read from a slow reader
 * @param idleTimeout without a whole query
 * @param lifetimeMax of a connection
 */
public record TcpLimits(
        int connectionsMax,
        int connectionsPerClientMax,
        int queryBytesMax,
        int unsentBytesMax,
        Duration idleTimeout,
        Duration lifetimeMax) {}

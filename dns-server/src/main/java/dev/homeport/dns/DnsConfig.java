package dev.homeport.dns;

import dev.homeport.dns.netty.EdgeKind;
import dev.homeport.dns.netty.TlsListeners;
import dev.homeport.dns.wire.Extensions;
import dev.homeport.dns.wire.ServerIdentity;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How to run a DNS server.
 *
 * @param addresses to listen on with UDP and TCP; port 0 takes a free port, the same for both
 * @param limits all bounds
 * @param loops threads that answer, each with its own UDP socket where the system can do that
 * @param edge which of the system's ways to use sockets
 * @param identity what is told to those who ask who we are
 * @param extensions what goes beyond questions and answers
 * @param tls where DNS over TLS is spoken
 */
public record DnsConfig(
        List<InetSocketAddress> addresses,
        DnsLimits limits,
        int loops,
        EdgeKind edge,
        ServerIdentity identity,
        Extensions extensions,
        TlsListeners tls) {

    public DnsConfig {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) throw new IllegalArgumentException("no address to listen on");
        if (loops < 1) throw new IllegalArgumentException("loops must be at least 1");
    }

    /** Listens on these addresses with a loop a processor and defaults for all else. */
    public static DnsConfig on(InetSocketAddress... addresses) {
        return new DnsConfig(
                List.of(addresses),
                DnsLimits.DEFAULT,
                Runtime.getRuntime().availableProcessors(),
                EdgeKind.AUTO,
                ServerIdentity.HIDDEN,
                Extensions.none(),
                TlsListeners.NONE);
    }

    /** The same with other bounds. */
    public DnsConfig withLimits(DnsLimits other) {
        return new DnsConfig(addresses, other, loops, edge, identity, extensions, tls);
    }

    /** The same with another number of threads. */
    public DnsConfig withLoops(int other) {
        return new DnsConfig(addresses, limits, other, edge, identity, extensions, tls);
    }

    /** The same with another way to use sockets. */
    public DnsConfig withEdge(EdgeKind other) {
        return new DnsConfig(addresses, limits, loops, other, identity, extensions, tls);
    }

    /** The same with other extensions. */
    public DnsConfig withExtensions(Extensions other) {
        return new DnsConfig(addresses, limits, loops, edge, identity, other, tls);
    }

    /** The same with other listeners of DNS over TLS. */
    public DnsConfig withTls(TlsListeners other) {
        return new DnsConfig(addresses, limits, loops, edge, identity, extensions, other);
    }

    /** The same with other words about itself. */
    public DnsConfig withIdentity(ServerIdentity other) {
        return new DnsConfig(addresses, limits, loops, edge, other, extensions, tls);
    }
}

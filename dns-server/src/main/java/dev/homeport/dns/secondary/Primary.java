package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A server to fetch a zone from. Immutable.
 *
 * @param address an IP address and a port, nothing to be resolved
 * @param key the name of the key to sign with, null to ask unsigned
 * @param source the address to ask from, null for whichever the system takes
 */
public record Primary(
        InetSocketAddress address, @Nullable DomainName key, @Nullable InetAddress source) {
    /** A server that is asked unsigned and from any address. */
    public static Primary at(InetSocketAddress address) {
        return new Primary(address, null, null);
    }

    /** The name of the key to sign with. */
    public Optional<DomainName> findKey() {
        return Optional.ofNullable(key);
    }

    /** The address to ask from. */
    public Optional<InetAddress> findSource() {
        return Optional.ofNullable(source);
    }

    /** Such as {@code 192.0.2.1:53}. */
    @Override
    public String toString() {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}

package dev.homeport.dns.transfer;

import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Another server that we turn to. Immutable.
 *
 * @param address an IP address and a port, nothing to be resolved
 * @param key the name of the key to sign with, null to send unsigned
 */
public record Remote(InetSocketAddress address, @Nullable DomainName key) {
    /** The name of the key to sign with. */
    public Optional<DomainName> findKey() {
        return Optional.ofNullable(key);
    }

    @Override
    public String toString() {
        return new Peer(address, key).toString();
    }
}

package dev.homeport.dns.transfer;

import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Who sent a message. Immutable.
 *
 * @param address where it came from, resolved
 * @param key the key whose signature was found good, null when the message is not signed
 */
public record Peer(InetSocketAddress address, @Nullable DomainName key) {
    /** Somebody who did not sign. */
    public static Peer unsigned(InetSocketAddress address) {
        return new Peer(address, null);
    }

    /** The key whose signature was found good. */
    public Optional<DomainName> findKey() {
        return Optional.ofNullable(key);
    }

    /** Whether it proved to hold the key of this name. */
    public boolean isSignedBy(DomainName name) {
        return findKey().filter(name::equals).isPresent();
    }

    @Override
    public String toString() {
        String host = address.getAddress().getHostAddress();
        String where = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
        return key == null ? where : where + " key " + key;
    }
}

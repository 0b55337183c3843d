package dev.homeport.dns.transfer;

import dev.homeport.dns.zone.DomainName;

/** One way to be let in. */
public sealed interface AccessRule {
    /** Whoever comes from there. */
    record From(Prefix prefix) implements AccessRule {}

    /** Whoever signs with this key, from anywhere. */
    record SignedBy(DomainName key) implements AccessRule {}

    /** Whoever comes from there and signs with this key. */
    record SignedFrom(Prefix prefix, DomainName key) implements AccessRule {}

    /** Whether it lets a peer in. */
    default boolean allows(Peer peer) {
        return switch (this) {
            case From(Prefix prefix) -> prefix.contains(peer.address().getAddress());
            case SignedBy(DomainName key) -> peer.isSignedBy(key);
            case SignedFrom(Prefix prefix, DomainName key) ->
                    peer.isSignedBy(key) && prefix.contains(peer.address().getAddress());
        };
    }
}

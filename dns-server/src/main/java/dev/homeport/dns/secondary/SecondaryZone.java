package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;

import java.util.List;

/**
 * A zone that is held for other servers. Immutable.
 *
 * @param primaries to fetch it from, tried in this order; at least one
 */
public record SecondaryZone(DomainName origin, List<Primary> primaries) {
    public SecondaryZone {
        primaries = List.copyOf(primaries);
        if (primaries.isEmpty()) throw new IllegalArgumentException("a zone without primaries");
    }
}

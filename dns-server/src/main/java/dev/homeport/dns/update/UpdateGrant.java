package dev.homeport.dns.update;

import dev.homeport.dns.zone.DomainName;

import java.util.List;
import java.util.Set;

/**
 * What the holder of a key may change in a zone. Immutable.
 *
 * @param key the key's name
 * @param names any of which a record's owner must match
 * @param types numbers of the types that may be changed; empty means all
 */
public record UpdateGrant(DomainName key, List<NamePattern> names, Set<Integer> types) {
    public UpdateGrant {
        names = List.copyOf(names);
        types = Set.copyOf(types);
    }

    /** Whether the grant covers changing records of a name and type. */
    public boolean covers(DomainName owner, int type) {
        return coversType(type) && names.stream().anyMatch(pattern -> pattern.covers(owner));
    }

    private boolean coversType(int type) {
        return types.isEmpty() || types.contains(type);
    }
}

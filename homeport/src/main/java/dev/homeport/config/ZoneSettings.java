package dev.homeport.config;

import dev.homeport.derived.DerivedKind;
import dev.homeport.dns.transfer.AccessList;
import dev.homeport.dns.transfer.Remote;
import dev.homeport.dns.update.UpdateGrant;
import dev.homeport.dns.zone.DomainName;

import java.util.List;
import java.util.Set;

/**
 * {@code [[zone]]}: what other servers and programs may do with one zone.
 *
 * @param name its origin
 * @param transfer who may take a copy of it
 * @param notified who is told of its changes
 * @param update who may change what in it; empty when nobody may
 * @param primaries where it is copied from; empty for a zone of our own
 * @param notifyFrom who may tell that it has changed at a primary
 * @param derived which records are made from the rest of the configuration
 */
public record ZoneSettings(
        DomainName name,
        AccessList transfer,
        List<Remote> notified,
        List<UpdateGrant> update,
        List<Remote> primaries,
        AccessList notifyFrom,
        Set<DerivedKind> derived) {
    public ZoneSettings {
        notified = List.copyOf(notified);
        update = List.copyOf(update);
        primaries = List.copyOf(primaries);
        derived = Set.copyOf(derived);
    }

    /** What holds for a zone without a table of its own. */
    public static ZoneSettings usual(DomainName name) {
        return new ZoneSettings(
                name,
                AccessList.LOOPBACK,
                List.of(),
                List.of(),
                List.of(),
                AccessList.NOBODY,
                Set.of());
    }

    /** Whether it is copied from other servers. */
    public boolean isSecondary() {
        return !primaries.isEmpty();
    }
}

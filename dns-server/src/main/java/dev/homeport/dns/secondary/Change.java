package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.Rrset;

import java.util.List;

/**
 * One step from a serial number to a later one (RFC 1995 4): what goes, then what comes, the SOA
 * records among both.
 */
record Change(List<Rrset> removed, List<Rrset> added) {
    Change {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }
}

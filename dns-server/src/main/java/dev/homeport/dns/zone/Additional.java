package dev.homeport.dns.zone;

import java.util.ArrayList;
import java.util.List;

/** Address records that are useful beside others (RFC 1035 3.3.9 and others). */
final class Additional {
    private static final int[] ADDRESS_TYPES = {RecordType.A, RecordType.AAAA};

    private Additional() {}

    /** Addresses of the hosts a set names, if the zone may speak for them. */
    static List<Rrset> of(ZoneTable table, Rrset rrset) {
        if (Hosts.offset(rrset.type()) < 0) return List.of();
        DomainName origin = table.names.name(table.apex);
        List<Rrset> useful = new ArrayList<>();
        for (DomainName host : Hosts.of(rrset)) {
            if (!host.isAtOrBelow(origin)) continue;
            Node node = table.closest(host.wire(), 0);
            if (node.cut() == null) addOwn(node, host, useful);
        }
        return List.copyOf(useful);
    }

    /** RFC 4592 3.3.1: a host without records of its own may have those of a wildcard. */
    private static void addOwn(Node closest, DomainName host, List<Rrset> target) {
        boolean exists = closest.labelsAbove() == 0;
        if (closest.redirect() != null || (!exists && closest.redirectBelow() != null)) return;
        Node source = exists ? closest : closest.wildcard();
        if (source == null) return;
        for (int type : ADDRESS_TYPES) {
            Rrset found = source.rrset(type, host);
            if (found != null) target.add(found);
        }
    }

    /** Adds what the zone knows of a host, be it glue or its own. */
    static void addAddresses(ZoneTable table, DomainName host, List<Rrset> target) {
        int node = table.names.find(host);
        if (node == NameTree.NONE) return;
        for (int type : ADDRESS_TYPES) {
            int set = table.set(node, type);
            if (set != NameTree.NONE) target.add(table.rrset(set, host));
        }
    }
}

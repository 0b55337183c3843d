package dev.homeport.dns.zone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records that are useful beside others (RFC 1035 3.3.9, RFC 9460 4.1 and others). */
final class Additional {
    private static final int[] ADDRESS_TYPES = {RecordType.A, RecordType.AAAA};
    private static final int PRIORITY_BYTES = 2;

    private Additional() {}

    /** What helps with the hosts a set names, if the zone may speak for them. */
    static List<Rrset> of(ZoneTable table, Rrset rrset) {
        return switch (rrset.type()) {
            case RecordType.SVCB, RecordType.HTTPS -> services(table, rrset);
            default -> addresses(table, Hosts.of(rrset));
        };
    }

    private static List<Rrset> addresses(ZoneTable table, Set<DomainName> hosts) {
        if (hosts.isEmpty()) return List.of();
        List<Rrset> useful = new ArrayList<>();
        for (DomainName host : hosts) addOwn(table, host, ADDRESS_TYPES, useful);
        return List.copyOf(useful);
    }

    /** RFC 9460 4.1: addresses of the targets, and what an alias leads to. */
    private static List<Rrset> services(ZoneTable table, Rrset rrset) {
        int[] ofAlias = {rrset.type(), RecordType.A, RecordType.AAAA};
        Set<DomainName> done = new LinkedHashSet<>();
        List<Rrset> useful = new ArrayList<>();
        byte[] data = rrset.rdatas();
        for (int at = 0; at < data.length; at += 2 + ZoneTable.length(data, at)) {
            int from = at + 2;
            int end = from + ZoneTable.length(data, at);
            int nameEnd = nameEnd(data, from + PRIORITY_BYTES, end);
            if (nameEnd < 0) continue;
            boolean alias = data[from] == 0 && data[from + 1] == 0;
            DomainName target =
                    DomainName.ofWire(data, from + PRIORITY_BYTES, nameEnd - from - PRIORITY_BYTES);
            if (target.length() == 1) {
                // RFC 9460 2.5: the owner itself, but of an alias that there is no service.
                if (alias) continue;
                target = rrset.owner();
            }
            boolean led = alias && !target.equals(rrset.owner());
            if (done.add(target)) addOwn(table, target, led ? ofAlias : ADDRESS_TYPES, useful);
        }
        return List.copyOf(useful);
    }

    /** The end of a name, or -1: received data of types that are not read may hold anything. */
    private static int nameEnd(byte[] data, int from, int end) {
        int at = from;
        while (at < end && data[at] > 0) at += data[at] + 1;
        boolean whole = at < end && data[at] == 0 && at + 1 - from <= DomainName.BYTES_MAX;
        return whole ? at + 1 : -1;
    }

    /** RFC 4592 3.3.1: a host without records of its own may have those of a wildcard. */
    private static void addOwn(ZoneTable table, DomainName host, int[] types, List<Rrset> target) {
        if (!host.isAtOrBelow(table.names.name(table.apex))) return;
        Node closest = table.closest(host.wire(), 0);
        if (closest.cut() != null) return;
        boolean exists = closest.labelsAbove() == 0;
        if (closest.redirect() != null || (!exists && closest.redirectBelow() != null)) return;
        Node source = exists ? closest : closest.wildcard();
        if (source == null) return;
        for (int type : types) {
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

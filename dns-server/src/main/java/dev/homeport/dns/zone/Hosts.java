package dev.homeport.dns.zone;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The hosts that records point to and whose addresses are worth sending along (RFC 1035 3.3.3,
 * 3.3.9, 3.3.11, RFC 1183 1 and 3.3, RFC 2230 4, RFC 2782).
 */
public final class Hosts {
    private static final int NONE = -1;

    private Hosts() {}

    /** Where in the data of a type the host's name stands, or -1 when it names none. */
    public static int offset(int type) {
        return switch (type) {
            case RecordType.NS, RecordType.MB -> 0;
            case RecordType.MX, RecordType.AFSDB, RecordType.RT, RecordType.KX -> 2;
            case RecordType.SRV -> 6;
            default -> NONE;
        };
    }

    /** The hosts of a set, in its order. */
    static Set<DomainName> of(Rrset rrset) {
        int offset = offset(rrset.type());
        if (offset == NONE) return Set.of();
        Set<DomainName> hosts = new LinkedHashSet<>();
        byte[] data = rrset.rdatas();
        for (int at = 0; at < data.length; at += 2 + ZoneTable.length(data, at)) {
            int from = at + 2 + offset;
            int end = from;
            while (data[end] != 0) end += data[end] + 1;
            hosts.add(DomainName.ofWire(data, from, end + 1 - from));
        }
        return hosts;
    }
}

package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Hosts;
import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;

import java.util.HashSet;
import java.util.Set;

/** What records say of the hosts they point to. */
final class HostCheck {
    private final ZoneDraft zone;
    private final DraftRecords records;
    private final NameTree names;
    private final ProblemList problems;
    private final Set<Integer> aliased = new HashSet<>();

    HostCheck(ZoneDraft zone, ProblemList problems) {
        this.zone = zone;
        this.problems = problems;
        records = zone.records();
        names = zone.names();
        records.aliases().forEach(alias -> aliased.add(alias.owner()));
    }

    void check() {
        for (int node = 0; node < names.size() && !problems.isFull(); node++) {
            for (int set = zone.firstSet(node); set < zone.endSet(node); set++) {
                if (Hosts.offset(zone.type(set)) >= 0) hosts(set);
            }
        }
    }

    private void hosts(int set) {
        int offset = Hosts.offset(zone.type(set));
        byte[] data = records.data().array();
        Set<DomainName> seen = new HashSet<>();
        for (int i = zone.firstRecord(set); i < zone.endRecord(set); i++) {
            int from = records.dataFrom(zone.record(i)) + offset;
            int end = from;
            while (data[end] != 0) end += data[end] + 1;
            DomainName host = DomainName.ofWire(data, from, end + 1 - from);
            if (seen.add(host)) host(zone.record(i), host);
        }
    }

    private void host(int record, DomainName host) {
        if (!host.isAtOrBelow(zone.origin()) || zone.apex() == NameTree.NONE) return;
        String type = TypeWords.name(records.type(record));
        int node = names.find(host);
        if (zone.has(node, RecordType.CNAME)) {
            // RFC 2181 10.3.
            warn(record, type + " points to the alias " + host, "name the host itself");
            return;
        }
        if (records.type(record) != RecordType.NS || hasAddress(host)) return;
        if (!belowOtherCut(host, records.owner(record))) {
            warn(record, "server " + host + " has no address here", "add its A or AAAA record");
        }
    }

    private void warn(int record, String message, String remedy) {
        problems.add(records.problem(Severity.WARNING, record, message, remedy));
    }

    private boolean hasAddress(DomainName host) {
        int node = names.find(host);
        // RFC 4592 3.3.1: a name that does not exist may be made from an asterisk.
        for (DomainName up = host; node == NameTree.NONE; ) {
            up = up.parent();
            int encloser = names.find(up);
            if (encloser == NameTree.NONE) continue;
            node = names.child(encloser, new byte[] {1, '*'}, 0);
            break;
        }
        if (node == NameTree.NONE) return false;
        return aliased.contains(node)
                || zone.has(node, RecordType.A)
                || zone.has(node, RecordType.AAAA);
    }

    /** Whether another zone than the one that is delegated would know the host. */
    private boolean belowOtherCut(DomainName host, int delegated) {
        for (DomainName up = host; !up.equals(zone.origin()); up = up.parent()) {
            int node = names.find(up);
            if (zone.isCut(node) && node != delegated) return true;
        }
        return false;
    }
}

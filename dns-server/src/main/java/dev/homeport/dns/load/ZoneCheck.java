package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;

/** The rules a zone as a whole must keep, whatever its records say one by one. */
final class ZoneCheck {
    private static final int[] SINGLE_TYPES = {RecordType.CNAME, RecordType.DNAME};
    private static final int[] NOT_AT_WILDCARDS = {RecordType.NS, RecordType.DNAME};

    private final ZoneDraft zone;
    private final DraftRecords records;
    private final NameTree names;
    private final LoadLimits limits;
    private final ProblemList problems;

    private ZoneCheck(ZoneDraft zone, LoadLimits limits, ProblemList problems) {
        this.zone = zone;
        this.limits = limits;
        this.problems = problems;
        records = zone.records();
        names = zone.names();
    }

    /** Finds everything that breaks a rule. */
    static void check(ZoneDraft zone, LoadLimits limits, ProblemList problems) {
        ZoneCheck check = new ZoneCheck(zone, limits, problems);
        check.apex();
        for (int node = 0; node < check.names.size() && !problems.isFull(); node++) {
            if (zone.firstSet(node) < zone.endSet(node)) check.owner(node);
        }
        HashCheck.check(zone, limits, problems);
        new HostCheck(zone, problems).check();
        AliasCheck.check(zone, problems);
    }

    /** RFC 1035 5.2: exactly one SOA, and NS records at the apex. */
    private void apex() {
        int soas = zone.set(zone.apex(), RecordType.SOA);
        if (soas == NameTree.NONE) {
            whole("zone " + zone.origin() + " has no SOA record", "begin it with @ SOA …");
            return;
        }
        for (int i = zone.firstRecord(soas) + 1; i < zone.endRecord(soas); i++) {
            error(zone.record(i), "a second SOA record", "keep one");
        }
        if (!zone.has(zone.apex(), RecordType.NS)) {
            whole("zone " + zone.origin() + " has no NS record at its apex", "add e.g. @ NS ns1");
        }
    }

    private void whole(String message, String remedy) {
        problems.add(new ZoneProblem(Severity.ERROR, zone.file(), 0, 0, message, remedy));
    }

    private void error(int record, String message, String remedy) {
        problems.add(records.problem(Severity.ERROR, record, message, remedy));
    }

    private void warning(int record, String message, String remedy) {
        problems.add(records.problem(Severity.WARNING, record, message, remedy));
    }

    private int firstRecord(int set) {
        return zone.record(zone.firstRecord(set));
    }

    private String text(int node) {
        return names.name(node).toString();
    }

    private void owner(int node) {
        if (zone.apex() == NameTree.NONE || !names.isAtOrBelow(node, zone.apex())) {
            error(
                    firstOf(node),
                    text(node) + " is outside zone " + zone.origin(),
                    "move it to its own zone, or mind the final dot");
            return;
        }
        cname(node);
        singletons(node);
        if (names.isWildcard(node)) wildcard(node);
        occluded(node);
        for (int set = zone.firstSet(node); set < zone.endSet(node); set++) {
            int count = zone.endRecord(set) - zone.firstRecord(set);
            if (count > 1) sameTtl(set);
            if (count > limits.rrsetRecordsMax()) tooMany(set);
        }
    }

    /** The record of a node that was read first. */
    private int firstOf(int node) {
        int first = Integer.MAX_VALUE;
        for (int set = zone.firstSet(node); set < zone.endSet(node); set++) {
            first = Math.min(first, firstRecord(set));
        }
        return first;
    }

    /** RFC 2181 10.1: an alias stands alone. */
    private void cname(int node) {
        if (!zone.has(node, RecordType.CNAME)) return;
        for (int set = zone.firstSet(node); set < zone.endSet(node); set++) {
            int type = zone.type(set);
            boolean may = type == RecordType.CNAME || type == RecordType.RRSIG;
            if (may || type == RecordType.NSEC) continue;
            error(
                    firstRecord(set),
                    TypeWords.name(type) + " beside a CNAME of " + text(node),
                    "remove one of the two");
        }
    }

    private void singletons(int node) {
        for (int type : SINGLE_TYPES) {
            int set = zone.set(node, type);
            if (set != NameTree.NONE) single(set, node);
        }
        int soas = zone.set(node, RecordType.SOA);
        if (node != zone.apex() && soas != NameTree.NONE) {
            error(firstRecord(soas), "a second SOA record", "keep the one at the apex");
        }
        // RFC 6672 2.3: a name is delegated or redirected, not both.
        int dname = zone.set(node, RecordType.DNAME);
        if (dname != NameTree.NONE && zone.isCut(node)) {
            error(firstRecord(dname), "DNAME beside NS of " + text(node), "remove one of the two");
        }
    }

    /** The same record twice is one record. */
    private void single(int set, int node) {
        for (int i = zone.firstRecord(set) + 1; i < zone.endRecord(set); i++) {
            if (records.sameData(firstRecord(set), zone.record(i))) continue;
            String type = TypeWords.name(zone.type(set));
            error(zone.record(i), "two " + type + " records of " + text(node), "keep one");
            return;
        }
    }

    /** RFC 4592 4.2 and 4.4: neither has a meaning that two servers agree on. */
    private void wildcard(int node) {
        for (int type : NOT_AT_WILDCARDS) {
            int set = zone.set(node, type);
            if (set == NameTree.NONE) continue;
            for (int i = zone.firstRecord(set); i < zone.endRecord(set); i++) {
                error(
                        zone.record(i),
                        TypeWords.name(type) + " at a wildcard has no defined meaning",
                        "write it for each name");
            }
        }
    }

    private void occluded(int node) {
        for (int above = node; above != zone.apex(); ) {
            above = names.parent(above);
            if (zone.has(above, RecordType.DNAME)) {
                // RFC 6672 2.4: nothing may live below a DNAME.
                error(
                        firstOf(node),
                        text(node) + " lies below the DNAME of " + text(above),
                        "remove either");
                return;
            }
            if (zone.isCut(above) && !isGlue(node)) {
                warning(
                        firstOf(node),
                        text(node)
                                + " lies below the delegation of "
                                + text(above)
                                + " and is never answered",
                        "move it to the delegated zone");
                return;
            }
        }
    }

    private boolean isGlue(int node) {
        for (int set = zone.firstSet(node); set < zone.endSet(node); set++) {
            int type = zone.type(set);
            boolean address = type == RecordType.A || type == RecordType.AAAA;
            if (!address && type != RecordType.RRSIG) return false;
        }
        return true;
    }

    /** RFC 2181 5.2: the records of a set live equally long. */
    private void sameTtl(int set) {
        // Signatures of several types share an owner and may well differ.
        if (zone.type(set) == RecordType.RRSIG) return;
        int first = records.ttl(firstRecord(set));
        int lowest = first;
        int other = NameTree.NONE;
        for (int i = zone.firstRecord(set); i < zone.endRecord(set); i++) {
            int ttl = records.ttl(zone.record(i));
            lowest = Math.min(lowest, ttl);
            if (ttl != first && other == NameTree.NONE) other = zone.record(i);
        }
        if (other == NameTree.NONE) return;
        warning(
                other,
                "TTL "
                        + records.ttl(other)
                        + " differs from "
                        + first
                        + " of the same set; "
                        + lowest
                        + " is used for all",
                "give them one TTL");
    }

    private void tooMany(int set) {
        // Signatures of all types of a name are one set here, and not when they are served.
        if (zone.type(set) == RecordType.RRSIG) return;
        int past = zone.record(zone.firstRecord(set) + limits.rrsetRecordsMax());
        DomainName owner = names.name(records.owner(past));
        error(
                past,
                owner
                        + " has "
                        + (zone.endRecord(set) - zone.firstRecord(set))
                        + " "
                        + TypeWords.name(zone.type(set))
                        + " records, more than "
                        + limits.rrsetRecordsMax(),
                "remove some, or raise rrset-records in [dns]");
    }
}

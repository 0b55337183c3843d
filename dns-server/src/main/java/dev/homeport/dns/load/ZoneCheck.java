package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import org.xbill.DNS.Type;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules a zone as a whole must keep, whatever its records say one by one. */
final class ZoneCheck {
    private static final Set<Integer> BESIDE_CNAME =
            Set.of(RecordType.CNAME, RecordType.RRSIG, RecordType.NSEC);

    private final ZoneDraft zone;
    private final ProblemList problems;

    private ZoneCheck(ZoneDraft zone, ProblemList problems) {
        this.zone = zone;
        this.problems = problems;
    }

    /** Finds everything that breaks a rule. */
    static void check(ZoneDraft zone, ProblemList problems) {
        ZoneCheck check = new ZoneCheck(zone, problems);
        check.apex();
        zone.owners().forEach(check::owner);
    }

    /** RFC 1035 5.2: exactly one SOA, and NS records at the apex. */
    private void apex() {
        List<SourcedRecord> soas = zone.at(zone.origin(), RecordType.SOA);
        if (soas.isEmpty()) {
            whole("zone " + zone.origin() + " has no SOA record", "begin it with @ SOA …");
            return;
        }
        for (SourcedRecord extra : soas.subList(1, soas.size())) {
            problems.add(extra.error("a second SOA record", "keep one"));
        }
        if (zone.at(zone.origin(), RecordType.NS).isEmpty()) {
            whole("zone " + zone.origin() + " has no NS record at its apex", "add e.g. @ NS ns1");
        }
    }

    private void whole(String message, String remedy) {
        problems.add(new ZoneProblem(Severity.ERROR, zone.file(), 0, 0, message, remedy));
    }

    private void owner(DomainName owner, Map<Integer, List<SourcedRecord>> types) {
        SourcedRecord first = types.values().iterator().next().getFirst();
        if (!owner.isAtOrBelow(zone.origin())) {
            problems.add(
                    first.error(
                            owner + " is outside zone " + zone.origin(),
                            "move it to its own zone, or mind the final dot"));
            return;
        }
        cname(types);
        singletons(owner, types);
        wildcard(owner, types);
        occluded(owner, types, first);
        types.values().forEach(this::sameTtl);
        types.values().forEach(this::hosts);
    }

    /** RFC 2181 10.1: an alias stands alone. */
    private void cname(Map<Integer, List<SourcedRecord>> types) {
        if (!types.containsKey(RecordType.CNAME)) return;
        for (var entry : types.entrySet()) {
            if (BESIDE_CNAME.contains(entry.getKey())) continue;
            SourcedRecord other = entry.getValue().getFirst();
            problems.add(
                    other.error(
                            Type.string(other.type()) + " beside a CNAME of " + other.owner(),
                            "remove one of the two"));
        }
    }

    private void singletons(DomainName owner, Map<Integer, List<SourcedRecord>> types) {
        many(types, RecordType.CNAME).ifPresent(r -> twice(r, "two CNAME records of "));
        many(types, RecordType.DNAME).ifPresent(r -> twice(r, "two DNAME records of "));
        List<SourcedRecord> soas = types.getOrDefault(RecordType.SOA, List.of());
        if (!owner.equals(zone.origin()) && !soas.isEmpty()) {
            problems.add(soas.getFirst().error("a second SOA record", "keep the one at the apex"));
        }
        // RFC 6672 2.3: a name is delegated or redirected, not both.
        if (zone.isCut(owner) && types.containsKey(RecordType.DNAME)) {
            SourcedRecord dname = types.getOrDefault(RecordType.DNAME, List.of()).getFirst();
            problems.add(dname.error("DNAME beside NS of " + owner, "remove one of the two"));
        }
    }

    private void twice(SourcedRecord second, String what) {
        problems.add(second.error(what + second.owner(), "keep one"));
    }

    /** The second different record of a type that allows one. */
    private static Optional<SourcedRecord> many(Map<Integer, List<SourcedRecord>> types, int type) {
        List<SourcedRecord> found = types.getOrDefault(type, List.of());
        return found.stream()
                .filter(r -> !java.util.Arrays.equals(r.rdata(), found.getFirst().rdata()))
                .findFirst();
    }

    /** RFC 4592 4.2 and 4.4: neither has a meaning that two servers agree on. */
    private void wildcard(DomainName owner, Map<Integer, List<SourcedRecord>> types) {
        if (!owner.isWildcard()) return;
        for (int type : new int[] {RecordType.NS, RecordType.DNAME}) {
            for (SourcedRecord r : types.getOrDefault(type, List.of())) {
                problems.add(
                        r.error(
                                Type.string(type) + " at a wildcard has no defined meaning",
                                "write it for each name"));
            }
        }
    }

    private void occluded(
            DomainName owner, Map<Integer, List<SourcedRecord>> types, SourcedRecord first) {
        DomainName above = owner;
        while (!above.equals(zone.origin())) {
            above = above.parent();
            if (!zone.at(above, RecordType.DNAME).isEmpty()) {
                // RFC 6672 2.4: nothing may live below a DNAME.
                problems.add(
                        first.error(owner + " lies below the DNAME of " + above, "remove either"));
                return;
            }
            if (zone.isCut(above) && !isGlue(types)) {
                problems.add(
                        first.warning(
                                owner
                                        + " lies below the delegation of "
                                        + above
                                        + " and is never answered",
                                "move it to the delegated zone"));
                return;
            }
        }
    }

    private static boolean isGlue(Map<Integer, List<SourcedRecord>> types) {
        return types.keySet().stream()
                .allMatch(t -> t == RecordType.A || t == RecordType.AAAA || t == RecordType.RRSIG);
    }

    /** RFC 2181 5.2: the records of a set live equally long. */
    private void sameTtl(List<SourcedRecord> rrset) {
        SourcedRecord first = rrset.getFirst();
        // Signatures of several types share an owner and may well differ.
        if (first.type() == RecordType.RRSIG) return;
        int lowest = rrset.stream().mapToInt(SourcedRecord::ttl).min().orElse(0);
        rrset.stream()
                .filter(r -> r.ttl() != first.ttl())
                .findFirst()
                .ifPresent(
                        r ->
                                problems.add(
                                        r.warning(
                                                "TTL "
                                                        + r.ttl()
                                                        + " differs from "
                                                        + first.ttl()
                                                        + " of the same set; "
                                                        + lowest
                                                        + " is used for all",
                                                "give them one TTL")));
    }

    private void hosts(List<SourcedRecord> rrset) {
        Set<DomainName> seen = new HashSet<>();
        for (SourcedRecord r : rrset) r.host().filter(seen::add).ifPresent(host -> host(r, host));
    }

    private void host(SourcedRecord r, DomainName host) {
        if (!host.isAtOrBelow(zone.origin())) return;
        if (!zone.at(host, RecordType.CNAME).isEmpty()) {
            // RFC 2181 10.3.
            problems.add(
                    r.warning(
                            Type.string(r.type()) + " points to the alias " + host,
                            "name the host itself"));
            return;
        }
        if (zone.hasAddress(host) || r.type() != RecordType.NS) return;
        boolean needed = !belowOtherCut(host, r.owner());
        if (needed) {
            problems.add(
                    r.warning(
                            "server " + host + " has no address here", "add its A or AAAA record"));
        }
    }

    /** Whether another zone than the one that is delegated would know the host. */
    private boolean belowOtherCut(DomainName host, DomainName delegated) {
        for (DomainName above = host; !above.equals(zone.origin()); above = above.parent()) {
            if (zone.isCut(above) && !above.equals(delegated)) return true;
        }
        return false;
    }
}

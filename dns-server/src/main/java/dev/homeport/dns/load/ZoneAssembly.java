package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zones;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes a zone out of records that are not text: transferred, updated or derived ones. */
public final class ZoneAssembly {
    /** How much text a record would be, to make room at once. */
    private static final long TEXT_BYTES = 20;

    private ZoneAssembly() {}

    /**
     * Checks and compiles records just as those of a file.
     *
     * @param source stands in problems for the file's name
     * @param rrsets all records of the zone; signatures are taken from where they travel with their
     *     sets, or stand as sets of type RRSIG
     * @return the zone, unless its problems are errors
     */
    public static Loaded assemble(
            DomainName origin, Path source, Collection<Rrset> rrsets, LoadLimits limits) {
        ProblemList problems = new ProblemList();
        ZoneDraft draft = draft(origin, source, rrsets);
        ZoneCheck.check(draft, limits, problems);
        Zones zones =
                problems.hasErrors() ? Zones.NONE : Zones.of(List.of(ZoneCompiler.compile(draft)));
        return new Loaded(zones, problems.all());
    }

    /**
     * Checks and compiles the records of a zone that another server is responsible for. Its
     * mistakes are not ours to mend, and refusing it would make it expire here while others serve
     * it, so errors become warnings; only a zone without exactly one SOA, at its apex, or with
     * names outside it is none.
     *
     * <p>Neither is one whose NSEC3 records ask for more hashing than is borne: without proofs
     * validators would take its denials and unsigned delegations for forged, and with them
     * strangers could keep us busy. Other servers answer in our place, and the version before stays
     * until it expires.
     *
     * @return the zone, unless it is none
     */
    public static Loaded assembleReceived(
            DomainName origin, Path source, Collection<Rrset> rrsets, LoadLimits limits) {
        ProblemList problems = new ProblemList();
        ZoneDraft draft = draft(origin, source, rrsets);
        Optional<ZoneProblem> unbearable = HashCheck.excess(draft, limits);
        if (unbearable.isPresent()) return new Loaded(Zones.NONE, List.of(unbearable.get()));
        ZoneCheck.check(draft, limits, problems);
        if (problems.hasErrors() && !isZone(origin, rrsets)) {
            return new Loaded(Zones.NONE, problems.all());
        }
        return new Loaded(
                Zones.of(List.of(ZoneCompiler.compile(draft))),
                problems.all().stream().map(ZoneAssembly::forgiven).toList());
    }

    /** RFC 1035 5.2: what no zone can be without. */
    private static boolean isZone(DomainName origin, Collection<Rrset> rrsets) {
        int soas = 0;
        for (Rrset rrset : rrsets) {
            if (!rrset.owner().isAtOrBelow(origin)) return false;
            if (rrset.type() != RecordType.SOA) continue;
            if (!rrset.owner().equals(origin)) return false;
            soas += rrset.count();
        }
        return soas == 1;
    }

    private static ZoneProblem forgiven(ZoneProblem problem) {
        return new ZoneProblem(
                Severity.WARNING,
                problem.file(),
                problem.line(),
                problem.column(),
                problem.message(),
                problem.remedy());
    }

    private static ZoneDraft draft(DomainName origin, Path source, Collection<Rrset> rrsets) {
        DraftRecords records = new DraftRecords(rrsets.size() * TEXT_BYTES);
        records.from(source);
        for (Rrset rrset : rrsets) {
            add(records, rrset);
            rrset.signatures().ifPresent(signatures -> add(records, signatures));
        }
        return new ZoneDraft(origin, source, records);
    }

    private static void add(DraftRecords records, Rrset rrset) {
        int node = records.node(rrset.owner().wire());
        byte[] data = rrset.rdatas();
        for (int at = 0; at < data.length; ) {
            int length = (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
            records.data().put(data, at + 2, length);
            records.add(node, rrset.type(), rrset.ttl(), 0, 0);
            at += 2 + length;
        }
    }
}

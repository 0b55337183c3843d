package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zones;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Makes a zone out of records that are not text: transferred, updated or derived ones. */
public final class ZoneAssembly {
    /** How much text a record would be, to make room at once. */
    private static final long TEXT_BYTES = 28;

    private ZoneAssembly() {}

    /** The same with the usual limits. */
    public static Loaded assemble(DomainName origin, Path source, Collection<Rrset> rrsets) {
        return assemble(origin, source, rrsets, LoadLimits.DEFAULT);
    }

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
        DraftRecords records = new DraftRecords(rrsets.size() * TEXT_BYTES);
        records.from(source);
        for (Rrset rrset : rrsets) {
            add(records, rrset);
            rrset.signatures().ifPresent(signatures -> add(records, signatures));
        }
        ProblemList problems = new ProblemList();
        ZoneDraft draft = new ZoneDraft(origin, source, records);
        ZoneCheck.check(draft, limits, problems);
        Zones zones =
                problems.hasErrors() ? Zones.NONE : Zones.of(List.of(ZoneCompiler.compile(draft)));
        return new Loaded(zones, problems.all());
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

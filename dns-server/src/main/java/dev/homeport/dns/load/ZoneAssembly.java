package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zones;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes a zone out of records that are not text: transferred, updated or derived ones. */
public final class ZoneAssembly {
    private ZoneAssembly() {}

    /**
     * Checks and compiles records just as those of a file.
     *
     * @param source stands in problems for the file's name
     * @param rrsets all records of the zone; signatures are taken from where they travel with their
     *     sets, or stand as sets of type RRSIG
     * @return the zone, unless its problems are errors
     */
    public static Loaded assemble(DomainName origin, Path source, Collection<Rrset> rrsets) {
        List<SourcedRecord> records = new ArrayList<>();
        for (Rrset rrset : rrsets) {
            add(records, rrset, source);
            rrset.signatures().ifPresent(signatures -> add(records, signatures, source));
        }
        ProblemList problems = new ProblemList();
        ZoneDraft draft = ZoneDraft.of(origin, source, records);
        ZoneCheck.check(draft, problems);
        Zones zones =
                problems.hasErrors() ? Zones.NONE : Zones.of(List.of(ZoneCompiler.compile(draft)));
        return new Loaded(zones, problems.all());
    }

    private static void add(List<SourcedRecord> records, Rrset rrset, Path source) {
        for (byte[] rdata : rrset.rdata()) {
            records.add(
                    new SourcedRecord(rrset.owner(), rrset.type(), rrset.ttl(), rdata, source, 0));
        }
    }
}

package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Lookup;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts addresses in the place of ALIAS records: those of the target, as far as we serve it, be it
 * in another zone, behind CNAME records or behind another ALIAS. A step between reading all files
 * and compiling those that hold such records.
 */
final class Flattening {
    /** More steps than this from a name to its addresses are taken for a loop. */
    static final int STEPS_MAX = 16;

    private static final int[] TYPES = {RecordType.A, RecordType.AAAA};

    private final Zones plain;
    private final Map<DomainName, DraftAlias> aliases = new HashMap<>();

    private Flattening(Collection<FileContent> files) {
        plain = Zones.of(files.stream().flatMap(file -> file.zone().stream()).toList());
        for (FileContent file : files) file.unfinished().ifPresent(this::note);
    }

    private void note(ZoneDraft draft) {
        for (DraftAlias alias : draft.records().aliases()) {
            aliases.put(draft.names().name(alias.owner()), alias);
        }
    }

    /** The zones of all files; what is wrong with an ALIAS goes to the problems of its file. */
    static Zones flatten(Collection<FileContent> files, LoadLimits limits) {
        var flattening = new Flattening(files);
        if (flattening.aliases.isEmpty()) return flattening.plain;
        List<Zone> zones = new ArrayList<>();
        for (FileContent file : files) {
            Optional<ZoneDraft> draft = file.unfinished();
            Optional<Zone> zone =
                    draft.isEmpty()
                            ? file.zone()
                            : flattening.zone(draft.get(), file.problems(), limits);
            zone.ifPresent(zones::add);
        }
        return Zones.of(zones);
    }

    private Optional<Zone> zone(ZoneDraft draft, ProblemList problems, LoadLimits limits) {
        DraftRecords records = draft.records();
        records.from(draft.file());
        for (DraftAlias alias : records.aliases()) put(draft, alias, problems);
        if (problems.hasErrors()) return Optional.empty();
        ZoneDraft whole = new ZoneDraft(draft.origin(), draft.file(), records);
        ProblemList again = new ProblemList();
        ZoneCheck.check(whole, limits, again);
        // What is new can only be that a set has grown too large.
        if (again.hasErrors()) {
            again.all().stream().filter(p -> p.severity() == Severity.ERROR).forEach(problems::add);
            return Optional.empty();
        }
        return Optional.of(ZoneCompiler.compile(whole));
    }

    private void put(ZoneDraft draft, DraftAlias alias, ProblemList problems) {
        boolean found = false;
        for (int type : TYPES) {
            // What is written at the name itself goes before what is taken over.
            boolean written = draft.has(alias.owner(), type);
            Found addresses = written ? Found.NOTHING : find(alias, type);
            switch (addresses) {
                case Found.Addresses(Rrset rrset, int ttl) -> {
                    found = true;
                    put(draft.records(), alias, rrset, ttl);
                }
                case Found.Nothing() -> found |= written;
                case Found.Wrong(String message, String remedy) -> {
                    problems.add(alias.error(message, remedy));
                    return;
                }
            }
        }
        if (found) return;
        problems.add(
                alias.error(
                        "ALIAS leads to " + alias.target() + ", which has no address",
                        "add an A or AAAA record there, or name another host"));
    }

    private static void put(DraftRecords records, DraftAlias alias, Rrset rrset, int ttl) {
        for (byte[] address : rrset.rdata()) {
            records.data().put(address);
            records.add(alias.owner(), rrset.type(), ttl, alias.line(), alias.column());
        }
    }

    /** What a target gives for one type of address. */
    private sealed interface Found {
        Found NOTHING = new Nothing();

        /** Addresses and how long they live: the least of all on the way. */
        record Addresses(Rrset rrset, int ttl) implements Found {}

        /** The name is ours and has none of this type. */
        record Nothing() implements Found {}

        /** There is no telling. */
        record Wrong(String message, String remedy) implements Found {}
    }

    private Found find(DraftAlias alias, int type) {
        DomainName name = alias.target();
        int ttl = alias.ttl();
        Set<DomainName> seen = new HashSet<>();
        for (int step = 0; step < STEPS_MAX; step++) {
            if (!seen.add(name)) break;
            Zone zone = plain.closest(name, type);
            if (zone == null) return notServed(name, "is in no zone that is served here");
            switch (zone.lookup(name, type)) {
                case Lookup.Found found -> {
                    return new Found.Addresses(found.rrset(), Math.min(ttl, found.rrset().ttl()));
                }
                case Lookup.Alias cname -> {
                    ttl = Math.min(ttl, cname.cname().ttl());
                    byte[] data = cname.cname().rdatas();
                    name = DomainName.ofWire(data, 2, data.length - 2);
                }
                case Lookup.NoData _ -> {
                    DraftAlias next = aliases.get(name);
                    if (next == null) return Found.NOTHING;
                    ttl = Math.min(ttl, next.ttl());
                    name = next.target();
                }
                case Lookup.Delegation _ -> {
                    return notServed(name, "is delegated to other servers");
                }
                case Lookup.Redirect _, Lookup.NoSuchName _ -> {
                    return notServed(name, "does not exist");
                }
            }
        }
        return circles(alias);
    }

    private static Found circles(DraftAlias alias) {
        return new Found.Wrong(
                "ALIAS of "
                        + alias.target()
                        + " leads round in circles or over more than "
                        + STEPS_MAX
                        + " names",
                "name a host that has addresses");
    }

    private static Found notServed(DomainName name, String why) {
        return new Found.Wrong(
                "ALIAS leads to " + name + ", which " + why,
                "name a host with addresses in a zone that is served here");
    }
}

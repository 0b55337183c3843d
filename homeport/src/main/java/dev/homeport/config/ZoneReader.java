package dev.homeport.config;

import dev.homeport.derived.DerivedKind;
import dev.homeport.dns.transfer.AccessList;
import dev.homeport.dns.transfer.AccessRule;
import dev.homeport.dns.transfer.Prefix;
import dev.homeport.dns.transfer.Remote;
import dev.homeport.dns.update.NamePattern;
import dev.homeport.dns.update.UpdateGrant;
import dev.homeport.dns.zone.DomainName;

import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the {@code [[zone]]} tables: who may copy a zone, is told of it, and may change it. */
final class ZoneReader {
    private static final int META_TYPES = 128;
    private static final int META_TYPES_END = 255;

    private final PeerReader peers;
    private final Map<DomainName, ZoneSettings> zones = new LinkedHashMap<>();

    ZoneReader(Set<DomainName> keys) {
        peers = new PeerReader(keys);
    }

    /** Reads one table. */
    void read(Section section) {
        if (!section.has("name")) {
            section.problem("name", "a zone has no name", "add name = \"foobar.com\"");
        }
        DomainName name = section.read("name", DomainName.ROOT, ZoneNames::parse);
        AccessList transfer = peers.accessList(section, "transfer", AccessList.LOOPBACK);
        List<Remote> notify = peers.remotes(section, "notify");
        List<UpdateGrant> update = update(section, name);
        List<Remote> primaries = peers.remotes(section, "primaries");
        AccessList notifyFrom = notifyFrom(section, primaries);
        Set<DerivedKind> derived = derived(section, primaries, update);
        section.finish();
        if (!primaries.isEmpty() && !update.isEmpty()) {
            section.problem(
                    "update",
                    "a zone with primaries takes no updates here",
                    "send them to the primary, and remove update");
        }
        var zone = new ZoneSettings(name, transfer, notify, update, primaries, notifyFrom, derived);
        if (!section.has("name") || zones.putIfAbsent(name, zone) == null) return;
        section.problem(
                "name",
                "there is another [[zone]] of the name " + ZoneNames.text(name),
                "make one of the two");
    }

    List<ZoneSettings> zones() {
        return List.copyOf(zones.values());
    }

    /** Who else may change a zone would change what is made anew at each start. */
    private static Set<DerivedKind> derived(
            Section section, List<Remote> primaries, List<UpdateGrant> update) {
        Set<DerivedKind> kinds = EnumSet.noneOf(DerivedKind.class);
        for (Placed<DerivedKind> kind :
                section.readAll(
                        "derive",
                        List.of(),
                        text -> Choices.parse("zone.derive", text, DerivedKind.class))) {
            kinds.add(kind.value());
        }
        if (kinds.isEmpty() || (primaries.isEmpty() && update.isEmpty())) return kinds;
        section.problem(
                "derive",
                "a zone with "
                        + (primaries.isEmpty() ? "update" : "primaries")
                        + " derives no records",
                "remove one of the two");
        return kinds;
    }

    /** Without a word on it, the primaries may notify, signed if transfers from them are. */
    private AccessList notifyFrom(Section section, List<Remote> primaries) {
        List<AccessRule> rules = new ArrayList<>();
        for (Remote primary : primaries) {
            Prefix from = Prefix.of(primary.address().getAddress());
            DomainName key = primary.findKey().orElse(null);
            rules.add(
                    key == null ? new AccessRule.From(from) : new AccessRule.SignedFrom(from, key));
        }
        if (section.has("notify-from") && primaries.isEmpty()) {
            section.problem(
                    "notify-from",
                    "a zone without primaries is told of no changes",
                    "remove notify-from, or add primaries");
        }
        return peers.accessList(section, "notify-from", new AccessList(rules));
    }

    private List<UpdateGrant> update(Section section, DomainName zone) {
        List<UpdateGrant> grants = new ArrayList<>();
        for (Section table : section.tables("update")) {
            for (String key : List.of("key", "names")) {
                if (table.has(key)) continue;
                table.problem(
                        key,
                        "a grant has no " + key,
                        key.equals("key")
                                ? "add key = \"NAME\" of a [[key]]"
                                : "add names = [\"www." + ZoneNames.text(zone) + "\"]");
            }
            DomainName key = table.read("key", DomainName.ROOT, peers::knownName);
            List<NamePattern> names = new ArrayList<>();
            for (Placed<NamePattern> pattern :
                    table.readAll("names", List.of(), text -> pattern(text, zone))) {
                names.add(pattern.value());
            }
            Set<Integer> types =
                    table.readAll("types", List.of(), ZoneReader::parseType).stream()
                            .map(Placed::value)
                            .collect(Collectors.toSet());
            table.finish();
            grants.add(new UpdateGrant(key, names, types));
        }
        return grants;
    }

    private static NamePattern pattern(String text, DomainName zone) throws BadValue {
        NamePattern pattern = ZoneNames.parsePattern(text);
        DomainName name =
                switch (pattern) {
                    case NamePattern.Exactly(DomainName exactly) -> exactly;
                    case NamePattern.Below(DomainName below) -> below;
                };
        boolean everything = text.equals("*");
        if (everything || name.isAtOrBelow(zone)) return pattern;
        throw new BadValue(
                Quoted.of(text) + " is not in zone " + ZoneNames.text(zone),
                "write whole names, such as \"*." + ZoneNames.text(zone) + "\"");
    }

    private static int parseType(String text) throws BadValue {
        int type = Type.value(text, true);
        boolean meta = type >= META_TYPES && type <= META_TYPES_END;
        if (type > 0 && !meta && type != Type.OPT) return type;
        throw new BadValue(
                Quoted.of(text) + " is no type of records", "write types such as \"A\" or \"TXT\"");
    }
}

package dev.homeport.dns.load;

import dev.homeport.dns.zone.Cut;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Node;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a zone ready for answering out of a checked draft: empty non-terminals become nodes,
 * wildcards, cuts and DNAMEs are known at every name they rule, glue and additional addresses are
 * resolved once.
 */
final class ZoneCompiler {
    private final ZoneDraft draft;
    private final Map<DomainName, List<Rrset>> addresses = new HashMap<>();

    private ZoneCompiler(ZoneDraft draft) {
        this.draft = draft;
    }

    /** Compiles a draft in which {@link ZoneCheck} found no error. */
    static Zone compile(ZoneDraft draft) {
        return new ZoneCompiler(draft).zone();
    }

    /** What rules a name from above: the highest cut or DNAME. */
    private record Rule(@Nullable Cut cut, @Nullable Rrset redirect) {
        static final Rule NONE = new Rule(null, null);
    }

    private Zone zone() {
        for (DomainName owner : draft.owners().keySet()) addresses.put(owner, addressesOf(owner));
        Map<DomainName, List<Rrset>> names = new LinkedHashMap<>();
        for (DomainName owner : draft.owners().keySet()) {
            names.put(owner, rrsets(owner));
            // RFC 4592 2.2.2: every name between owner and apex exists, records or not.
            for (DomainName up = owner; !up.equals(draft.origin()); ) {
                up = up.parent();
                if (names.putIfAbsent(up, List.of()) != null) break;
            }
        }
        return new Zone(draft.origin(), nodes(names));
    }

    private List<Node> nodes(Map<DomainName, List<Rrset>> names) {
        Map<DomainName, Node.Wildcard> wildcards = new HashMap<>();
        names.forEach(
                (name, rrsets) -> {
                    if (name.isWildcard()) wildcards.put(name.parent(), new Node.Wildcard(rrsets));
                });
        Map<DomainName, Rule> rules = new HashMap<>();
        List<Node> nodes = new ArrayList<>(names.size());
        for (DomainName name : parentsFirst(names.keySet())) {
            List<Rrset> rrsets = names.getOrDefault(name, List.of());
            Rule rule = rule(name, rrsets, rules);
            nodes.add(new Node(name, rrsets, wildcards.get(name), rule.cut(), rule.redirect()));
        }
        return nodes;
    }

    /** Fewer labels first: all that is needed, and much cheaper than canonical order. */
    private static List<DomainName> parentsFirst(Set<DomainName> names) {
        List<List<DomainName>> byDepth = new ArrayList<>();
        for (DomainName name : names) {
            int depth = name.labels();
            while (byDepth.size() <= depth) byDepth.add(new ArrayList<>());
            byDepth.get(depth).add(name);
        }
        return byDepth.stream().flatMap(List::stream).toList();
    }

    /** The rule for a name; what it means for the names below goes into the map. */
    private Rule rule(DomainName name, List<Rrset> rrsets, Map<DomainName, Rule> rulesBelow) {
        boolean apex = name.equals(draft.origin());
        Rule above = apex ? Rule.NONE : rulesBelow.getOrDefault(name.parent(), Rule.NONE);
        Rule here = above;
        Rule below = above;
        if (above.equals(Rule.NONE)) {
            Rrset servers = find(rrsets, RecordType.NS);
            Rrset dname = find(rrsets, RecordType.DNAME);
            if (!apex && servers != null) {
                here = new Rule(cut(servers, find(rrsets, RecordType.DS)), null);
                below = here;
            } else if (dname != null) {
                below = new Rule(null, dname);
            }
        }
        if (!below.equals(Rule.NONE)) rulesBelow.put(name, below);
        return here;
    }

    private static @Nullable Rrset find(List<Rrset> rrsets, int type) {
        for (Rrset rrset : rrsets) if (rrset.type() == type) return rrset;
        return null;
    }

    private Cut cut(Rrset servers, @Nullable Rrset delegationSigner) {
        List<Rrset> inDomain = new ArrayList<>();
        List<Rrset> sibling = new ArrayList<>();
        for (DomainName host : hosts(draft.at(servers.owner(), RecordType.NS))) {
            boolean inside = host.isAtOrBelow(servers.owner());
            (inside ? inDomain : sibling).addAll(addresses.getOrDefault(host, List.of()));
        }
        return new Cut(servers, delegationSigner, inDomain, sibling);
    }

    private static Set<DomainName> hosts(List<SourcedRecord> records) {
        Set<DomainName> hosts = new LinkedHashSet<>();
        for (SourcedRecord r : records) r.host().ifPresent(hosts::add);
        return hosts;
    }

    private List<Rrset> addressesOf(DomainName owner) {
        List<Rrset> found = new ArrayList<>(2);
        for (int type : new int[] {RecordType.A, RecordType.AAAA}) {
            List<SourcedRecord> records = draft.at(owner, type);
            if (!records.isEmpty()) found.add(signed(rrset(records), draft.of(owner)));
        }
        return found;
    }

    private List<Rrset> rrsets(DomainName owner) {
        Map<Integer, List<SourcedRecord>> types = draft.of(owner);
        List<Rrset> rrsets = new ArrayList<>(types.size());
        for (var entry : types.entrySet()) {
            // Signatures travel with what they cover.
            if (entry.getKey() == RecordType.RRSIG) continue;
            Rrset rrset = signed(rrset(entry.getValue()), types);
            List<Rrset> useful = additional(entry.getValue());
            rrsets.add(useful.isEmpty() ? rrset : rrset.withAdditional(useful));
        }
        return rrsets;
    }

    /** RFC 1035 3.3.9 and others: addresses of the hosts named, if this zone may speak for them. */
    private List<Rrset> additional(List<SourcedRecord> records) {
        List<Rrset> useful = new ArrayList<>();
        for (DomainName host : hosts(records)) {
            if (isAuthoritative(host)) useful.addAll(addresses.getOrDefault(host, List.of()));
        }
        return useful;
    }

    private boolean isAuthoritative(DomainName host) {
        if (!host.isAtOrBelow(draft.origin())) return false;
        for (DomainName up = host; !up.equals(draft.origin()); up = up.parent()) {
            if (draft.isCut(up)) return false;
        }
        return true;
    }

    private static Rrset rrset(List<SourcedRecord> records) {
        List<byte[]> distinct = new ArrayList<>(records.size());
        int ttl = Integer.MAX_VALUE;
        Set<java.nio.ByteBuffer> seen = new LinkedHashSet<>();
        for (SourcedRecord r : records) {
            ttl = Math.min(ttl, r.ttl());
            // RFC 2181 5: a set holds no record twice.
            if (seen.add(java.nio.ByteBuffer.wrap(r.rdata()))) distinct.add(r.rdata());
        }
        SourcedRecord first = records.getFirst();
        return Rrset.of(first.owner(), first.type(), ttl, distinct);
    }

    private static Rrset signed(Rrset rrset, Map<Integer, List<SourcedRecord>> types) {
        List<SourcedRecord> covering =
                types.getOrDefault(RecordType.RRSIG, List.of()).stream()
                        .filter(r -> covered(r) == rrset.type())
                        .toList();
        return covering.isEmpty() ? rrset : rrset.withSignatures(rrset(covering));
    }

    private static int covered(SourcedRecord signature) {
        return ((signature.rdata()[0] & 0xff) << 8) | (signature.rdata()[1] & 0xff);
    }
}

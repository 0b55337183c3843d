package dev.homeport.derived;

import dev.homeport.derived.Rdata.Service;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Lookup;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the records of a zone that follow from the rest of the configuration, so that nobody has to
 * write them twice and they never say what is no longer so. What the zone file says wins.
 */
public final class DerivedRecords {
    private static final int TLSA = 52;
    private static final int CAA = 257;
    private static final int HTTPS_PORT = 443;

    /** Changes of listeners and keys are to be seen soon. */
    private static final int TTL_MAX = 300;

    private final Zone zone;
    private final WebFacts facts;
    private final int ttl;

    private DerivedRecords(Zone zone, WebFacts facts) {
        this.zone = zone;
        this.facts = facts;
        this.ttl = Math.min(TTL_MAX, zone.soa().ttl());
    }

    /**
     * The records to be added to a zone.
     *
     * @param zone as its file has it
     * @param kinds those that are wanted
     * @return none for a signed zone, whose signatures would not cover them
     */
    public static List<Rrset> of(Zone zone, Set<DerivedKind> kinds, WebFacts facts) {
        if (zone.soa().signatures().isPresent()) return List.of();
        var derived = new DerivedRecords(zone, facts);
        List<Rrset> records = new ArrayList<>();
        if (kinds.contains(DerivedKind.HTTPS)) derived.addServices(records);
        if (kinds.contains(DerivedKind.CAA)) derived.addIssuer(records);
        if (kinds.contains(DerivedKind.TLSA)) derived.addKeys(records);
        return records;
    }

    private void addServices(List<Rrset> records) {
        if (facts.ports().isEmpty()) return;
        for (WebFacts.Site site : facts.sites()) {
            DomainName host = name(site.host());
            if (!isServed(host)) continue;
            addData(records, host, RecordType.HTTPS, services(host));
            for (int port : facts.ports()) {
                // RFC 9460 9.1: who asks for another port than 443 looks below the host.
                if (port == HTTPS_PORT) continue;
                List<byte[]> same = List.of(Rdata.https(service(host, 1, host, 0)));
                prefixed(port, "_https", host)
                        .ifPresent(owner -> addData(records, owner, RecordType.HTTPS, same));
            }
        }
    }

    private List<byte[]> services(DomainName host) {
        List<byte[]> services = new ArrayList<>();
        for (int port : facts.ports()) {
            int told = port == HTTPS_PORT ? 0 : port;
            int priority = services.size() + 1;
            services.add(Rdata.https(service(host, priority, DomainName.ROOT, told)));
        }
        return services;
    }

    private Service service(DomainName host, int priority, DomainName target, int port) {
        return new Service(
                priority,
                target,
                facts.alpn(),
                port,
                addresses(host, RecordType.A),
                addresses(host, RecordType.AAAA));
    }

    private void addIssuer(List<Rrset> records) {
        addData(records, zone.origin(), CAA, List.of(Rdata.caaIssue(facts.issuer())));
    }

    private void addKeys(List<Rrset> records) {
        for (WebFacts.Site site : facts.sites()) {
            DomainName host = name(site.host());
            if (site.keyDigest().isEmpty()) continue;
            if (!isServed(host) && !isAlias(host)) continue;
            List<byte[]> data = List.of(Rdata.tlsa(site.keyDigest()));
            // RFC 6698 3: below the name that was asked for, alias or not.
            for (int port : facts.ports()) {
                prefixed(port, "_tcp", host)
                        .ifPresent(owner -> addData(records, owner, TLSA, data));
            }
        }
    }

    /** What the file has at a name wins, be it of the type, an alias, or a delegation above it. */
    private void addData(List<Rrset> records, DomainName owner, int type, List<byte[]> data) {
        if (!zone.rrsets(owner).isEmpty() && zone.find(owner, RecordType.CNAME).isPresent()) return;
        if (zone.find(owner, type).isPresent()) return;
        Lookup there = zone.lookup(owner, type);
        if (there instanceof Lookup.Delegation || there instanceof Lookup.Redirect) return;
        records.add(Rrset.of(owner, type, ttl, data));
    }

    /** Whether the zone itself gives the host an address. */
    private boolean isServed(DomainName host) {
        return !addresses(host, RecordType.A).isEmpty()
                || !addresses(host, RecordType.AAAA).isEmpty();
    }

    private boolean isAlias(DomainName host) {
        return host.isAtOrBelow(zone.origin()) && zone.find(host, RecordType.CNAME).isPresent();
    }

    private List<byte[]> addresses(DomainName host, int type) {
        if (!host.isAtOrBelow(zone.origin())) return List.of();
        Optional<Rrset> found = zone.find(host, type);
        return found.map(Rrset::rdata).orElse(List.of());
    }

    /** Nothing when the name would be too long to be one. */
    private static Optional<DomainName> prefixed(int port, String second, DomainName host) {
        byte[] wire = host.wire();
        byte[] first = ("_" + port).getBytes(StandardCharsets.US_ASCII);
        byte[] then = second.getBytes(StandardCharsets.US_ASCII);
        byte[] joined = new byte[first.length + then.length + 2 + wire.length];
        if (joined.length > DomainName.BYTES_MAX) return Optional.empty();
        joined[0] = (byte) first.length;
        System.arraycopy(first, 0, joined, 1, first.length);
        joined[first.length + 1] = (byte) then.length;
        System.arraycopy(then, 0, joined, first.length + 2, then.length);
        System.arraycopy(wire, 0, joined, first.length + then.length + 2, wire.length);
        return Optional.of(DomainName.ofWire(joined, 0, joined.length));
    }

    private static DomainName name(String host) {
        var wire = new java.io.ByteArrayOutputStream();
        for (String label : host.split("\\.", -1)) {
            wire.write(label.length());
            wire.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        wire.write(0);
        return DomainName.ofWire(wire.toByteArray(), 0, wire.size());
    }
}

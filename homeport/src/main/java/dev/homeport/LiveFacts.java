package dev.homeport;

import dev.homeport.app.AddressText;
import dev.homeport.app.ServerFacts;
import dev.homeport.dns.LiveZones;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.ZoneRecord;
import dev.homeport.metrics.ProcessMetrics;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What this very process is and serves, for the application's pages. Thread-safe. */
final class LiveFacts implements ServerFacts {
    private final LiveZones zones;
    private final Instant started;
    private final AtomicReference<List<Listener>> listeners = new AtomicReference<>(List.of());

    LiveFacts(LiveZones zones, Instant started) {
        this.zones = zones;
        this.started = started;
    }

    /** Says which listeners are open; told once, when all are. */
    void publish(List<Listener> open) {
        listeners.set(List.copyOf(open));
    }

    @Override
    public List<Listener> listeners() {
        return listeners.get();
    }

    @Override
    public List<DnsRecord> records(String name) {
        Optional<DomainName> owner = domainName(name);
        if (owner.isEmpty()) return List.of();
        return closest(owner.get()).map(zone -> zone.rrsets(owner.get())).orElse(List.of()).stream()
                .flatMap(rrset -> rrset.text().stream())
                .map(r -> new DnsRecord(r.owner(), r.ttl(), r.type(), text(r)))
                .toList();
    }

    /** Addresses as people write them; dnsjava spells every zero. */
    private static String text(ZoneRecord record) {
        boolean long6 = record.type().equals("AAAA");
        return long6 ? AddressText.of(InetAddress.ofLiteral(record.rdata())) : record.rdata();
    }

    @Override
    public Optional<Zone> zone(String name) {
        return domainName(name)
                .flatMap(this::closest)
                .map(zone -> new Zone(zone.origin().toString(), zone.serial()));
    }

    private Optional<dev.homeport.dns.zone.Zone> closest(DomainName name) {
        return Optional.ofNullable(zones.current().closest(name.wire(), 0, name.length()));
    }

    private static Optional<DomainName> domainName(String name) {
        try {
            return Optional.of(DomainName.of(Name.fromString(name, Name.root)));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public Program program() {
        return new Program(
                "Homeport " + Version.current(),
                ProcessHandle.current().pid(),
                Runtime.version().toString(),
                started,
                ProcessMetrics.heapBytes(),
                ProcessMetrics.residentBytes());
    }
}

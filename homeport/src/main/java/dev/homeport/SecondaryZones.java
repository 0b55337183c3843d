package dev.homeport;

import dev.homeport.admin.StatusReport;
import dev.homeport.config.Config;
import dev.homeport.config.ZoneSettings;
import dev.homeport.dns.LiveZones;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.secondary.Primary;
import dev.homeport.dns.secondary.Secondaries;
import dev.homeport.dns.secondary.SecondaryLimits;
import dev.homeport.dns.secondary.SecondaryObserver;
import dev.homeport.dns.secondary.SecondaryStatus;
import dev.homeport.dns.secondary.SecondaryZone;
import dev.homeport.dns.transfer.NotifyHandler;
import dev.homeport.dns.transfer.Peer;
import dev.homeport.dns.transfer.Remote;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The zones with {@code primaries} in the configuration, as the rest of the program sees them.
 * Thread-safe.
 */
final class SecondaryZones implements NotifyHandler, AutoCloseable {
    private final Secondaries secondaries;

    /** What the configuration says, replaced whole by a reload. */
    private final AtomicReference<Settings> settings =
            new AtomicReference<>(new Settings(TsigKeys.NONE, Map.of(), LoadLimits.DEFAULT));

    private record Settings(
            TsigKeys keys, Map<DomainName, ZoneSettings> zones, LoadLimits limits) {}

    /**
     * @param data the data directory
     */
    SecondaryZones(
            Path data, LiveZones live, Surroundings surroundings, SecondaryObserver observer) {
        secondaries =
                Secondaries.of(
                        data.resolve("secondary"),
                        SecondaryLimits.DEFAULT,
                        () -> settings.get().keys(),
                        () -> settings.get().limits(),
                        surroundings.clock(),
                        surroundings.random(),
                        live::change,
                        observer);
    }

    /** Holds the secondary zones of this configuration from now on; serve them afterwards. */
    void configure(Config config) {
        Map<DomainName, ZoneSettings> zones = new HashMap<>();
        if (!config.dns().listeners().isEmpty()) {
            for (ZoneSettings zone : config.zones()) {
                if (zone.isSecondary()) zones.put(zone.name(), zone);
            }
        }
        settings.set(
                new Settings(
                        TsigKeys.of(config.keys()), Map.copyOf(zones), config.dns().loadLimits()));
        secondaries.configure(zones.values().stream().map(SecondaryZones::secondary).toList());
    }

    private static SecondaryZone secondary(ZoneSettings zone) {
        return new SecondaryZone(
                zone.name(), zone.primaries().stream().map(SecondaryZones::primary).toList());
    }

    private static Primary primary(Remote remote) {
        return new Primary(remote.address(), remote.key(), null);
    }

    /** These zones and the secondary ones over them. */
    Zones onto(Zones zones) {
        return secondaries.onto(zones);
    }

    @Override
    public int notified(DomainName zone, Peer peer, OptionalLong serial) {
        ZoneSettings known = settings.get().zones().get(zone);
        // RFC 1996 3.10 and 3.11.
        if (known == null) return Rcode.NOTAUTH;
        if (!known.notifyFrom().allows(peer)) return Rcode.REFUSED;
        return switch (secondaries.notified(zone, peer.address().getAddress(), serial)) {
            case TAKEN -> Rcode.NOERROR;
            case NOT_SECONDARY -> Rcode.NOTAUTH;
        };
    }

    /** Asks the primaries of a zone now; false when there is no such secondary zone. */
    boolean refresh(String zone) {
        return name(zone).filter(secondaries::refresh).isPresent();
    }

    private static Optional<DomainName> name(String text) {
        try {
            return Optional.of(DomainName.of(Name.fromString(text, Name.root)));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }

    /** How it stands with each of them. */
    List<StatusReport.SecondaryStatus> status() {
        return secondaries.statuses().stream().map(SecondaryZones::shown).toList();
    }

    private static StatusReport.SecondaryStatus shown(SecondaryStatus status) {
        return new StatusReport.SecondaryStatus(
                status.origin().toString(),
                switch (status.state()) {
                    case EMPTY -> "not transferred yet";
                    case SERVED -> "served";
                    case EXPIRED -> "expired";
                },
                status.serial().orElse(0),
                text(status.refreshed()),
                text(Optional.of(status.nextCheck())),
                text(status.expires()),
                status.lastError());
    }

    /** To the second, as people read it; empty for never. */
    private static String text(Optional<Instant> time) {
        return time.map(t -> t.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    /** How many zones are in each state, for the metrics. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        for (SecondaryStatus status : secondaries.statuses()) {
            counts.merge(status.state().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        return counts;
    }

    @Override
    public void close() {
        secondaries.close();
    }
}

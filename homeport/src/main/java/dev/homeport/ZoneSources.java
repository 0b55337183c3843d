package dev.homeport;

import dev.homeport.config.Config;
import dev.homeport.config.ZoneSettings;
import dev.homeport.dns.LiveZones;
import dev.homeport.dns.transfer.Dialogue;
import dev.homeport.dns.transfer.NotifyHandler;
import dev.homeport.dns.transfer.Remote;
import dev.homeport.dns.transfer.SparingLog;
import dev.homeport.dns.transfer.TransferLog;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.transfer.ZoneHistory;
import dev.homeport.dns.transfer.ZoneNotices;
import dev.homeport.dns.transfer.ZoneTransfers;
import dev.homeport.dns.transfer.ZoneWatch;
import dev.homeport.dns.tsig.TsigGate;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.update.DynamicZones;
import dev.homeport.dns.update.Journals;
import dev.homeport.dns.update.Journals.Restored;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where the zones that are served come from: files, the updates made to them since, and other
 * servers. Puts them together at start and at each reload, so that one source never undoes another.
 * Thread-safe.
 */
final class ZoneSources implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ZoneSources.class.getName());
    private static final String JOURNALS = "zones";

    private final LiveZones live;
    private final Supplier<Config> config;
    private final Surroundings surroundings;
    private final UnaryOperator<Zones> transferred;
    private final TransferLog log = TransferLog.to(LOG);
    private final TransferLog sparing;
    private final ZoneHistory history = new ZoneHistory(ZoneHistory.Limits.DEFAULT);
    private final ZoneNotices notices;
    private final Journals journals;
    private final DynamicZones dynamic;
    private final AtomicBoolean announced = new AtomicBoolean();

    /**
     * @param config gives the settings that hold now; asked for each message
     * @param transferred adds the zones that came from other servers, as they are at the time; it
     *     takes no lock that is held while zones are changed
     */
    ZoneSources(
            LiveZones live,
            Supplier<Config> config,
            Path data,
            Surroundings surroundings,
            UnaryOperator<Zones> transferred) {
        this.transferred = transferred;
        this.live = live;
        this.config = config;
        this.surroundings = surroundings;
        sparing = new SparingLog(log, surroundings.clock());
        notices =
                new ZoneNotices(
                        this::keys,
                        surroundings.clock(),
                        surroundings.random(),
                        ZoneNotices.Patience.DEFAULT,
                        log);
        journals = new Journals(data.resolve(JOURNALS), () -> config.get().dns().loadLimits());
        dynamic = new DynamicZones(live, name -> settings(name).update(), journals, sparing);
        var watch = new ZoneWatch(history, notices, this::remotes, log);
        // What is put together before anybody can ask is no change to anybody.
        live.watch(
                (before, after) -> {
                    if (announced.get()) watch.changed(before, after);
                });
    }

    private ZoneSettings settings(DomainName zone) {
        return config.get().zone(zone);
    }

    /** Nobody is told before there is somebody to ask. */
    private List<Remote> remotes(DomainName zone) {
        return announced.get() ? settings(zone).notified() : List.of();
    }

    /** Tells other servers of all zones, and of their changes from now on. */
    void announce() {
        announced.set(true);
        for (Zone zone : live.current().all()) notices.tell(zone, remotes(zone.origin()));
    }

    /** The keys that hold now. */
    TsigKeys keys() {
        return TsigKeys.of(config.get().keys());
    }

    /** Holds the conversations of the name server. */
    Conversation conversation(Responder queries, NotifyHandler notifies) {
        var gate = new TsigGate(this::keys, surroundings.clock());
        var partners = new Dialogue.Partners(notifies, dynamic, queries);
        var transfers =
                new ZoneTransfers(
                        live::current, name -> settings(name).transfer(), history, sparing);
        return new Dialogue(gate, partners, transfers, sparing);
    }

    /** Says what keeps files and updates from being put together; changes nothing. */
    static void check(Config config, Zones files, Findings findings) {
        var journals =
                new Journals(config.data().directory().resolve(JOURNALS), config.dns()::loadLimits);
        for (Zone zone : files.all()) {
            Restored restored = journals.restore(zone);
            // Nearly always; the switch below takes its time at its first use.
            if (restored instanceof Restored.AsInFile) continue;
            switch (restored) {
                case Restored.Failed(String problem) -> findings.error(problem);
                case Restored.Superseded(Zone _, String warning) -> findings.warning(warning);
                case Restored.AsInFile _, Restored.Replayed _ -> {}
            }
        }
        for (ZoneSettings zone : config.zones()) {
            if (zone.isSecondary() || files.find(zone.name()).isPresent()) continue;
            findings.warning(
                    "[[zone]] "
                            + zone.name()
                            + " has neither a zone file nor primaries; add one, or remove the table");
        }
    }

    /** Says which zones would change without a newer serial, so that no secondary would notice. */
    void warnOfSerials(Zones files, Findings findings) {
        for (Zone zone : files.all()) {
            Optional<Zone> served = live.current().find(zone.origin());
            if (served.isEmpty() || served.get().serial() != zone.serial()) continue;
            if (ZoneDelta.between(served.get(), zone).changesNothing()) continue;
            findings.warning(
                    "zone "
                            + zone.origin()
                            + " has changed, but its serial is still "
                            + zone.serial()
                            + "; raise it, or other servers will not notice");
        }
    }

    /** Serves what the files hold now, with the updates made to them, and what was transferred. */
    void publish(Config next, Zones files) {
        List<DomainName> superseded = new ArrayList<>();
        try (var _ = dynamic.pause()) {
            live.change(current -> composed(next, files, current, superseded));
            for (DomainName origin : superseded) setAside(origin);
        }
    }

    private Zones composed(Config next, Zones files, Zones current, List<DomainName> superseded) {
        List<Zone> zones = new ArrayList<>();
        for (Zone file : files.all()) {
            if (next.zone(file.origin()).isSecondary()) continue;
            Restored restored = journals.restore(file);
            if (restored instanceof Restored.AsInFile(Zone unchanged)) {
                zones.add(unchanged);
                continue;
            }
            switch (restored) {
                case Restored.AsInFile(Zone zone) -> zones.add(zone);
                case Restored.Superseded(Zone zone, String _) -> {
                    zones.add(zone);
                    superseded.add(zone.origin());
                }
                case Restored.Replayed(Zone zone, List<ZoneDelta> deltas) -> {
                    // At start the changes on disk are all the history there is.
                    if (current.find(zone.origin()).isEmpty()) deltas.forEach(history::add);
                    zones.add(zone);
                }
                // Told by check before; here only when the disk failed in between.
                case Restored.Failed(String problem) -> {
                    LOG.log(Logger.Level.ERROR, problem);
                    current.find(file.origin()).ifPresent(zones::add);
                }
            }
        }
        return transferred.apply(Zones.of(zones));
    }

    private void setAside(DomainName origin) {
        try {
            LOG.log(
                    Logger.Level.WARNING,
                    "event=journal_set_aside zone={0} file={1}",
                    origin,
                    journals.setAside(origin));
        } catch (IOException e) {
            LOG.log(
                    Logger.Level.ERROR,
                    "event=journal_not_set_aside zone=" + origin + " reason=" + e.getMessage());
        }
    }

    /** Tells nobody anything any more. */
    @Override
    public void close() {
        notices.close();
    }
}

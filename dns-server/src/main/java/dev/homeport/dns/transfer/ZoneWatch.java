package dev.homeport.dns.transfer;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sees every change of what is served, whoever made it: keeps it in the history and tells those who
 * want to know. Called by one thread at a time.
 */
public final class ZoneWatch {
    private final ZoneHistory history;
    private final ZoneNotices notices;
    private final Function<DomainName, List<Remote>> remotes;
    private final TransferLog log;

    /**
     * @param remotes who is told of the changes of a zone
     */
    public ZoneWatch(
            ZoneHistory history,
            ZoneNotices notices,
            Function<DomainName, List<Remote>> remotes,
            TransferLog log) {
        this.history = history;
        this.notices = notices;
        this.remotes = remotes;
        this.log = log;
    }

    /** What was served has been replaced. */
    public void changed(Zones before, Zones after) {
        for (Zone zone : after.all()) {
            Optional<Zone> old = before.find(zone.origin());
            if (old.isEmpty()) notices.tell(zone, remotes.apply(zone.origin()));
            else if (old.get() != zone) changed(old.get(), zone);
        }
        for (Zone old : before.all()) {
            if (after.find(old.origin()).isEmpty()) history.forget(old.origin());
        }
    }

    private void changed(Zone old, Zone zone) {
        ZoneDelta delta = ZoneDelta.between(old, zone);
        if (delta.changesNothing()) return;
        if (SerialNumber.isNewer(delta.to(), delta.from())) {
            history.add(delta);
        } else {
            // RFC 1995 5: what cannot be told apart by its serial is no step of a history.
            history.forget(zone.origin());
            log.failed(
                    "event=zone_changed_without_newer_serial zone=%s serial=%d before=%d other servers will not notice; raise the serial in its SOA record"
                            .formatted(zone.origin(), delta.to(), delta.from()));
        }
        notices.tell(zone, remotes.apply(zone.origin()));
    }
}

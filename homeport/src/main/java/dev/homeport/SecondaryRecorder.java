package dev.homeport;

import dev.homeport.dns.secondary.Fetch;
import dev.homeport.dns.secondary.Primary;
import dev.homeport.dns.secondary.SecondaryObserver;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.metrics.SecondaryMetrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down and counts what happens to secondary zones. Thread-safe. */
final class SecondaryRecorder implements SecondaryObserver {
    private static final Logger LOG = System.getLogger(SecondaryRecorder.class.getName());
    private static final int WARNINGS_MAX = 5;

    private final SecondaryMetrics metrics;

    /** What was last said to be wrong: the same is not said again at each try. */
    private final Map<DomainName, String> said = new ConcurrentHashMap<>();

    SecondaryRecorder(SecondaryMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void fetched(DomainName zone, Fetch.Fetched fetched) {
        metrics.countTransfer(fetched.kind().name(), fetched.bytes());
        said.remove(zone);
        LOG.log(
                Level.INFO,
                "event=transfer_in zone={0} kind={1} serial={2} records={3} bytes={4} millis={5}"
                        + " primary={6}",
                zone,
                fetched.kind(),
                Long.toString(fetched.zone().serial()),
                Integer.toString(fetched.zone().recordCount()),
                Long.toString(fetched.bytes()),
                Long.toString(fetched.millis()),
                fetched.primary());
        List<String> warnings = fetched.warnings();
        for (String warning : warnings.subList(0, Math.min(WARNINGS_MAX, warnings.size()))) {
            LOG.log(Level.WARNING, "event=transfer_in_warning zone={0} {1}", zone, warning);
        }
    }

    @Override
    public void confirmed(DomainName zone, Primary primary) {
        metrics.countConfirmed();
        if (said.remove(zone) == null) return;
        LOG.log(Level.INFO, "event=zone_confirmed zone={0} primary={1}", zone, primary);
    }

    @Override
    public void failed(DomainName zone, String why) {
        metrics.countFailed();
        if (why.equals(said.put(zone, why))) return;
        LOG.log(Level.WARNING, "event=transfer_in_failed zone={0} {1}", zone, why);
    }

    @Override
    public void expired(DomainName zone) {
        LOG.log(
                Level.ERROR,
                "event=zone_expired zone={0} no primary confirmed it in time; it answers SERVFAIL"
                        + " until one does",
                zone);
    }

    @Override
    public void copyFailed(DomainName zone, String why) {
        LOG.log(Level.ERROR, "event=zone_copy_failed zone={0} {1}", zone, why);
    }
}

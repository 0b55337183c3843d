package dev.homeport;

import dev.homeport.admin.Readiness;
import dev.homeport.admin.ReloadOutcome;
import dev.homeport.admin.StatusReport;
import dev.homeport.ca.CertificateProblem;
import dev.homeport.config.Config;
import dev.homeport.config.Site;
import dev.homeport.dns.QueryLog;
import dev.homeport.dns.zone.Zones;
import dev.homeport.doh.DnsOverHttps;
import dev.homeport.http.Handler;
import dev.homeport.http.files.LiveSite;
import dev.homeport.http.tls.CertificateException;
import dev.homeport.http.tls.Certificates;
import dev.homeport.http.tls.LiveCertificates;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreFacts;
import dev.homeport.storage.StoreProblem;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What lives as long as the process, and the one generation of content it serves now. */
final class Running {
    private static final int HTTPS_PORT = 443;
    private static final Logger LOG = System.getLogger(Running.class.getName());

    private final Surroundings surroundings;
    private final Store store;
    private final DnsRecorder dnsRecorder;
    private final QueryLog queryLog;
    private final Instant started;
    private final Names names;
    private final LiveFacts facts;
    private final AtomicReference<Generation> current;
    private final AtomicReference<List<Integer>> httpsPorts = new AtomicReference<>(List.of());
    private final AtomicReference<LiveCertificates> certificates = new AtomicReference<>();
    private final AtomicReference<List<StatusReport.Listener>> listeners =
            new AtomicReference<>(List.of());
    private final AtomicReference<ReloadOutcome> lastReload;

    Running(
            Surroundings surroundings,
            Names names,
            Store store,
            DnsRecorder dnsRecorder,
            QueryLog queryLog) {
        this.surroundings = surroundings;
        this.names = names;
        this.store = store;
        this.dnsRecorder = dnsRecorder;
        this.queryLog = queryLog;
        started = surroundings.clock().instant();
        current = new AtomicReference<>();
        facts = new LiveFacts(names.zones(), started);
        lastReload = new AtomicReference<>(new ReloadOutcome(started.toString(), true, List.of()));
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Instant started() {
        return started;
    }

    Names names() {
        return names;
    }

    LiveFacts facts() {
        return facts;
    }

    /** What is served now; read once per use. */
    Generation generation() {
        return current.get();
    }

    /** The handler of every web request. */
    Handler front() {
        return generation().front();
    }

    /** Builds the next generation beside the current one; nothing serves it yet. */
    Generation build(Content content, CertificateSource.Gathered certificates, Findings findings)
            throws StoreProblem {
        Config config = content.config();
        List<LiveSite> known = current.get() == null ? List.of() : generation().sites();
        SiteHandlers.Built built =
                new SiteHandlers(config, store, surroundings, facts, this::httpsPort, known)
                        .build(findings);
        return new Generation(content, front(config, built.hosts()), built.sites(), certificates);
    }

    private Handler front(Config config, Handler hosts) {
        if (!config.https().doh().isOn()) return hosts;
        Handler doh =
                new DnsOverHttps(Dns.overHttps(config.dns(), names.zones(), dnsRecorder, queryLog));
        return new FrontDoor(new FrontDoor.Doh(config.https().dohPath(), doh), hosts);
    }

    /** Serves {@code next} from now on, names included. */
    void publish(Generation next) {
        present(next);
        names.publish(next.content().config(), zones(next));
        Heap.giveBack();
    }

    /** Serves {@code next} from now on, but for its names. */
    void present(Generation next) {
        current.set(next);
        Certificates presented = next.certificates().certificates();
        LiveCertificates live = certificates.get();
        if (live == null) certificates.set(new LiveCertificates(presented));
        else live.publish(presented);
    }

    /** The zones of the files with the records that follow from the rest. */
    Zones zones(Generation from) {
        Config config = from.content().config();
        List<Integer> bound = httpsPorts.get();
        List<Integer> ports = bound.isEmpty() ? Derivation.configuredPorts(config) : bound;
        return new Derivation(ports, from.certificates().keyDigests())
                .onto(config, from.content().zones());
    }

    /** The first port of HTTPS, where visitors are sent; the usual one until it is known. */
    private int httpsPort() {
        List<Integer> ports = httpsPorts.get();
        return ports.isEmpty() ? HTTPS_PORT : ports.getFirst();
    }

    /** Tells which ports HTTPS was bound to, which may have been left to the system. */
    void boundHttps(List<Integer> ports) {
        httpsPorts.set(List.copyOf(ports));
    }

    private void deriveAnew() {
        Generation now = generation();
        Config config = now.content().config();
        if (Derivation.isWanted(config)) names.sources().publish(config, zones(now));
    }

    /** Sees what has changed in the folders of the sites. */
    void refreshSites() {
        for (LiveSite site : generation().sites()) {
            if (!site.refresh()) continue;
            LOG.log(Logger.Level.INFO, "event=site_refreshed root={0}", site.root());
            for (String problem : site.problems()) LOG.log(Logger.Level.WARNING, problem);
        }
    }

    /** Issues anew what ends soon; open connections keep what they have. */
    void renewCertificates() {
        try {
            Generation now = generation();
            var renewed = new CertificateSource(now.content().config(), surroundings).gather();
            certificates.get().publish(renewed.certificates());
            if (renewed.keyDigests().equals(now.certificates().keyDigests())) return;
            current.compareAndSet(now, now.with(renewed));
            deriveAnew();
        } catch (CertificateProblem | CertificateException e) {
            LOG.log(Logger.Level.ERROR, "event=renewal_failed " + e.getMessage());
        }
    }

    /** The certificates of handshakes; there after the first {@link #present}. */
    LiveCertificates certificates() {
        return certificates.get();
    }

    void tell(List<StatusReport.Listener> open) {
        listeners.set(List.copyOf(open));
    }

    void tell(ReloadOutcome outcome) {
        lastReload.set(outcome);
    }

    List<StatusReport.Listener> listeners() {
        return listeners.get();
    }

    Readiness readiness() {
        try {
            store.facts();
            return new Readiness.Ready();
        } catch (StoreProblem e) {
            return new Readiness.NotReady("store: " + e.getMessage());
        }
    }

    StatusReport status() {
        Instant now = surroundings.clock().instant();
        Config config = generation().content().config();
        return new StatusReport(
                Version.current(),
                ProcessHandle.current().pid(),
                started.toString(),
                Duration.between(started, now).toSeconds(),
                Runtime.version().toString(),
                config.file().toString(),
                listeners(),
                zoneStatus(),
                names.secondaries().status(),
                config.sites().stream().map(Running::siteStatus).toList(),
                storeStatus(),
                lastReload.get());
    }

    private List<StatusReport.ZoneStatus> zoneStatus() {
        return names.zones().current().all().stream()
                .map(
                        zone ->
                                new StatusReport.ZoneStatus(
                                        zone.origin().toString(),
                                        zone.serial(),
                                        zone.recordCount()))
                .toList();
    }

    private static StatusReport.SiteStatus siteStatus(Site site) {
        return switch (site) {
            case Site.Content content ->
                    new StatusReport.SiteStatus(
                            site.host(),
                            content.findApplication()
                                    .map(name -> "application " + name + " and " + content.root())
                                    .orElse(content.root().toString()));
            case Site.Redirect redirect ->
                    new StatusReport.SiteStatus(site.host(), "redirect to " + redirect.target());
        };
    }

    private StatusReport.StoreStatus storeStatus() {
        try {
            StoreFacts facts = store.facts();
            return new StatusReport.StoreStatus(
                    facts.engine(), facts.location(), facts.bytes(), facts.documents());
        } catch (StoreProblem e) {
            return new StatusReport.StoreStatus("unavailable: " + e.getMessage(), "", 0, Map.of());
        }
    }
}

package dev.homeport;

import dev.homeport.StartProblem.Kind;
import dev.homeport.admin.AdminPages;
import dev.homeport.admin.AdminToken;
import dev.homeport.admin.RunFile;
import dev.homeport.admin.StatusReport;
import dev.homeport.app.ServerFacts;
import dev.homeport.ca.CertificateProblem;
import dev.homeport.config.Config;
import dev.homeport.config.Listener;
import dev.homeport.dns.DnsServer;
import dev.homeport.dns.netty.AddressTakenException;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Responder;
import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.HttpServer;
import dev.homeport.http.ListenException;
import dev.homeport.http.tls.CertificateException;
import dev.homeport.http.tls.LiveCertificates;
import dev.homeport.metrics.DnsMetrics;
import dev.homeport.metrics.HttpMetrics;
import dev.homeport.metrics.MetricsText;
import dev.homeport.metrics.ProcessMetrics;
import dev.homeport.metrics.SecondaryMetrics;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.sqlite.SqliteStore;
import dev.homeport.storage.sqlite.StoreConfig;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Opens the parts one after the other; every part goes to the resources as soon as it is open. The
 * store comes first, since with it goes the lock on the folder of data that all others write to.
 */
final class Startup {
    private static final Logger LOG = System.getLogger(Startup.class.getName());

    /** The order in which people are told what listens. */
    private static final List<String> PROTOCOLS = List.of("http", "https", "dns", "dot", "admin");

    private final Config config;
    private final Surroundings surroundings;
    private final Resources resources;
    private final DnsMetrics dnsMetrics = new DnsMetrics();
    private final HttpMetrics httpMetrics = new HttpMetrics();
    private final SecondaryMetrics secondaryMetrics = new SecondaryMetrics();
    private final List<StatusReport.Listener> listeners = new ArrayList<>();
    private final List<ServerFacts.Listener> facts = new ArrayList<>();

    Startup(Config config, Surroundings surroundings, Resources resources) {
        this.config = config;
        this.surroundings = surroundings;
        this.resources = resources;
    }

    /** What has been started. */
    record Started(Running running, Reload reload) {}

    Started run() throws StartProblem {
        Findings findings = new Findings();
        FutureTask<CertificateSource.Gathered> certificates = gatherAside();
        Content content = Content.read(config, surroundings, findings);
        if (findings.hasErrors()) throw new StartProblem(Kind.WRONG_INPUT, findings.errors());
        SqliteStore store = openStore();
        Logs logs = openLogs();
        DnsRecorder dnsRecorder = new DnsRecorder(dnsMetrics);
        Names names = new Names(config, surroundings, new SecondaryRecorder(secondaryMetrics));
        resources.add(names.secondaries());
        resources.add(names.sources());
        Running running = new Running(surroundings, names, store, dnsRecorder, logs.queries());
        Optional<DnsServer> dns;
        if (Derivation.isWanted(config)) {
            // Derived records tell of ports and certificates, and must not be wrong for a moment.
            presentFirst(running, content, certificates, findings);
            startWeb(running, logs);
            names.publish(config, running.zones(running.generation()));
            dns = startDns(names, dnsRecorder, logs);
        } else {
            // Names are ready long before certificates are and files are compressed.
            names.publish(config, content.zones());
            dns = startDns(names, dnsRecorder, logs);
            presentFirst(running, content, certificates, findings);
            startWeb(running, logs);
        }
        if (dns.isPresent()) startDnsOverTls(dns.get(), running.certificates());
        return ready(running, logs, findings);
    }

    private Started ready(Running running, Logs logs, Findings findings) throws StartProblem {
        Reload reload = new Reload(running, logs);
        startAdmin(running, reload);
        running.facts().publish(facts);
        listeners.sort(Comparator.comparingInt(one -> PROTOCOLS.indexOf(one.protocol())));
        running.tell(listeners);
        resources.add(Upkeep.start(running));
        leaveRunFile();
        findings.warnings().forEach(line -> LOG.log(Logger.Level.WARNING, line));
        return new Started(running, reload);
    }

    private SqliteStore openStore() throws StartProblem {
        Path directory = config.data().directory();
        try {
            createPrivate(directory);
            return resources.add(
                    SqliteStore.open(
                            StoreConfig.of(directory), Applications.collections(), List.of()));
        } catch (StoreProblem e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw refused(
                    "cannot create the data directory "
                            + directory
                            + " ("
                            + e.getMessage()
                            + "); give the user of this process the right to write there",
                    e);
        }
    }

    /**
     * Sessions, keys and logs are nobody else's business; a folder that is there stays as it is.
     */
    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        Path parent = directory.getParent();
        if (parent != null) Files.createDirectories(parent);
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            Files.createDirectory(directory);
            return;
        }
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
    }

    private Logs openLogs() throws StartProblem {
        try {
            return resources.add(Logs.open(config.log(), surroundings.clock()));
        } catch (IOException e) {
            throw refused("cannot write the logs of [log]: " + e.getMessage(), e);
        }
    }

    /**
     * Gathers the certificates while zones are read and the store opens, both of which they do not
     * touch. At the very first start it waits for the store, which makes the folder that they are
     * kept in.
     */
    private FutureTask<CertificateSource.Gathered> gatherAside() {
        var gathering =
                new FutureTask<>(() -> new CertificateSource(config, surroundings).gather());
        if (Files.isDirectory(config.data().directory())) {
            Thread.ofPlatform().daemon().name("certificates").start(gathering);
        }
        return gathering;
    }

    private static CertificateSource.Gathered gathered(
            FutureTask<CertificateSource.Gathered> gathering)
            throws CertificateProblem, CertificateException, InterruptedException {
        try {
            // Does nothing where the other thread has begun.
            gathering.run();
            return gathering.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case CertificateProblem problem -> throw problem;
                case CertificateException problem -> throw problem;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void presentFirst(
            Running running,
            Content content,
            FutureTask<CertificateSource.Gathered> gathering,
            Findings findings)
            throws StartProblem {
        try {
            running.present(running.build(content, gathered(gathering), findings));
        } catch (StoreProblem e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (CertificateProblem | CertificateException e) {
            throw new StartProblem(Kind.WRONG_INPUT, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("the start was interrupted; start again", e);
        }
        if (findings.hasErrors()) throw new StartProblem(Kind.WRONG_INPUT, findings.errors());
    }

    private void startWeb(Running running, Logs logs) throws StartProblem {
        List<HttpConfig.Listener> web = new ArrayList<>();
        for (Listener listener : config.http().listeners()) {
            web.add(new HttpConfig.Listener.Plain(listener.socketAddress()));
        }
        for (Listener listener : config.https().listeners()) {
            web.add(new HttpConfig.Listener.Tls(listener.socketAddress(), running.certificates()));
        }
        if (web.isEmpty()) return;
        HttpObserver observer = HttpObserver.all(httpMetrics, logs.requests());
        HttpServer server = start(Web.config(config, web, surroundings), running::front, observer);
        int plain = config.http().listeners().size();
        List<Integer> httpsPorts = new ArrayList<>();
        for (int i = 0; i < web.size(); i++) {
            InetSocketAddress address = server.localAddresses().get(i);
            opened(i < plain ? "http" : "https", address);
            if (i >= plain && !httpsPorts.contains(address.getPort())) {
                httpsPorts.add(address.getPort());
            }
            facts.add(new ServerFacts.Listener(i < plain ? "HTTP" : "HTTPS", "TCP", address));
        }
        running.boundHttps(httpsPorts);
    }

    private Optional<DnsServer> startDns(Names names, DnsRecorder recorder, Logs logs)
            throws StartProblem {
        if (config.dns().listeners().isEmpty()) return Optional.empty();
        try {
            DnsServer server =
                    resources.add(
                            DnsServer.start(
                                    Dns.config(config.dns(), names.dnsParts().extensions()),
                                    names.zones(),
                                    recorder,
                                    logs.queries(),
                                    conversation(names, recorder)));
            for (InetSocketAddress address : server.localAddresses()) {
                opened("dns", address);
                facts.add(new ServerFacts.Listener("DNS", "UDP", address));
                facts.add(new ServerFacts.Listener("DNS", "TCP", address));
            }
            names.sources().announce();
            return Optional.of(server);
        } catch (AddressTakenException e) {
            throw taken(e.address(), e);
        }
    }

    private void startDnsOverTls(DnsServer server, LiveCertificates certificates)
            throws StartProblem {
        try {
            server.listen(
                    DnsOverTls.listeners(config.dns().extensions().tlsListeners(), certificates));
        } catch (AddressTakenException e) {
            throw taken(e.address(), e);
        }
        for (InetSocketAddress address : server.localTlsAddresses()) {
            opened("dot", address);
            facts.add(new ServerFacts.Listener("DoT", "TCP", address));
        }
    }

    private Conversation conversation(Names names, DnsRecorder recorder) {
        Responder queries = Dns.responder(config.dns(), names.zones(), recorder);
        return names.sources().conversation(queries, names.secondaries());
    }

    private void startAdmin(Running running, Reload reload) throws StartProblem {
        if (!config.admin().enabled().isOn()) return;
        var metrics =
                new MetricsText(
                        List.of(
                                dnsMetrics,
                                httpMetrics,
                                secondaryMetrics.collector(running.names().secondaries()::counts),
                                new ProcessMetrics(running.started())));
        var sources =
                new AdminPages.Sources(
                        running::readiness,
                        metrics,
                        running::status,
                        reload::run,
                        running.names().secondaries()::refresh,
                        zone -> ZoneDump.find(running.names().zones().current(), zone));
        Handler pages = AdminPages.handler(token(), sources);
        HttpConfig.Listener address =
                new HttpConfig.Listener.Plain(config.admin().listener().socketAddress());
        HttpServer server =
                start(
                        HttpConfig.of(List.of(address)).withEventLoops(1),
                        () -> pages,
                        HttpObserver.NONE);
        opened("admin", server.localAddresses().getFirst());
    }

    private AdminToken token() throws StartProblem {
        try {
            return AdminToken.create(config.data().directory(), surroundings.random());
        } catch (IOException e) {
            throw refused(
                    "cannot write to " + config.data().directory() + ": " + e.getMessage(), e);
        }
    }

    private HttpServer start(
            HttpConfig settings, Supplier<? extends Handler> root, HttpObserver observer)
            throws StartProblem {
        try {
            return resources.add(HttpServer.start(settings, root, observer));
        } catch (ListenException e) {
            throw taken(e.address(), e);
        }
    }

    private void opened(String protocol, InetSocketAddress address) {
        var listener = new Listener(address.getAddress(), address.getPort());
        listeners.add(new StatusReport.Listener(protocol, listener.toString()));
    }

    private void leaveRunFile() throws StartProblem {
        Path directory = config.data().directory();
        try {
            new RunFile(ProcessHandle.current().pid(), listeners).write(directory);
            resources.add(() -> RunFile.remove(directory));
        } catch (IOException e) {
            throw refused("cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }

    private static StartProblem taken(InetSocketAddress address, Exception cause) {
        String owner =
                PortOwner.find(address.getPort())
                        .map(program -> "; the port is held by " + program)
                        .orElse("");
        return refused(cause.getMessage() + owner, cause);
    }

    private static StartProblem refused(String reason, Exception cause) {
        return new StartProblem(Kind.REFUSED, reason, cause);
    }
}

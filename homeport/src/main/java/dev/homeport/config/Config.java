package dev.homeport.config;

import dev.homeport.dns.tsig.TsigKey;
import dev.homeport.dns.zone.DomainName;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All settings of one process, read from one {@code homeport.toml}; immutable.
 *
 * <p>Every path is absolute: the file's paths are taken from the folder the file is in.
 *
 * @param file the file it was read from, absolute
 * @param data where everything that must survive a restart is kept
 * @param dns the name server
 * @param http the web server without encryption
 * @param https the web server over TLS
 * @param tls where certificates come from
 * @param admin health, readiness and metrics
 * @param log what is written down
 * @param sites what the hosts get, in the order of the file; no name occurs twice
 * @param keys the secrets shared with other servers and programs
 * @param zones what others may do with single zones; no zone occurs twice
 * @param shutdownTimeout how long a stopping process waits for what it is doing
 */
public record Config(
        Path file,
        DataSettings data,
        DnsSettings dns,
        HttpSettings http,
        HttpsSettings https,
        TlsSettings tls,
        AdminSettings admin,
        LogSettings log,
        List<Site> sites,
        List<TsigKey> keys,
        List<ZoneSettings> zones,
        Duration shutdownTimeout) {
    public Config {
        sites = List.copyOf(sites);
        keys = List.copyOf(keys);
        zones = List.copyOf(zones);
    }

    /**
     * Reads a configuration file. Nothing is created, bound or resolved, and nothing that the file
     * says or lacks makes it throw: an unreadable file is a problem like any other.
     */
    public static Loaded load(Path homeportToml) {
        return load(homeportToml, Set.of());
    }

    /**
     * Reads a configuration file and refuses applications other than these.
     *
     * @param applications the names a site may give; empty accepts every name
     */
    public static Loaded load(Path homeportToml, Set<String> applications) {
        return new ConfigReader(homeportToml, applications).load();
    }

    /** The folder the file is in, absolute. */
    public Path folder() {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    /** What others may do with a zone, whether or not it has a table of its own. */
    public ZoneSettings zone(DomainName name) {
        for (ZoneSettings zone : zones) if (zone.name().equals(name)) return zone;
        return ZoneSettings.usual(name);
    }

    /** Every name some site answers to, in alphabetical order. */
    public Set<String> hosts() {
        var hosts = new TreeSet<String>();
        for (Site site : sites) hosts.addAll(site.hosts());
        return hosts;
    }

    /**
     * The same settings with every listener on {@code 127.0.0.1} and any free port, as tests want
     * them.
     */
    public Config withFreePorts() {
        Listener free = new Listener(InetAddress.ofLiteral("127.0.0.1"), 0);
        return withListeners(
                new Listeners(List.of(free), List.of(free), List.of(free), List.of(free), free));
    }

    /** The same settings, listening elsewhere. */
    public Config withListeners(Listeners listeners) {
        return new Config(
                file,
                data,
                new DnsSettings(
                        listeners.dns(),
                        dns.zones(),
                        dns.ednsSize(),
                        dns.version(),
                        dns.rrsetRecordsMax(),
                        dns.tcp(),
                        dns.extensions().withTlsListeners(listeners.dnsTls())),
                new HttpSettings(listeners.http(), http.limits()),
                new HttpsSettings(listeners.https(), https.doh(), https.dohPath()),
                tls,
                new AdminSettings(admin.enabled(), listeners.admin()),
                log,
                sites,
                keys,
                zones,
                shutdownTimeout);
    }

    /** The same settings, keeping data, certificates and logs in another folder. */
    public Config withData(Path directory) {
        return new Config(
                file,
                new DataSettings(directory),
                dns,
                http,
                https,
                new TlsSettings(tls.mode(), directory.resolve("tls"), tls.issuer()),
                admin,
                new LogSettings(
                        log.level(),
                        log.access(),
                        directory.resolve("log/access.log"),
                        log.query(),
                        directory.resolve("log/query.log")),
                sites,
                keys,
                zones,
                shutdownTimeout);
    }

    /**
     * Where a process listens.
     *
     * @param admin a loopback address
     */
    public record Listeners(
            List<Listener> dns,
            List<Listener> dnsTls,
            List<Listener> http,
            List<Listener> https,
            Listener admin) {
        public Listeners {
            dns = List.copyOf(dns);
            dnsTls = List.copyOf(dnsTls);
            http = List.copyOf(http);
            https = List.copyOf(https);
        }
    }
}

package dev.homeport.config;

import dev.homeport.dns.tsig.TsigKey;

import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one file: text, then tables, then settings, then the checks across settings; used once. */
final class ConfigReader {
    private static final int FILE_BYTES_MAX = 1024 * 1024;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Path file;
    private final Path folder;
    private final Set<String> applications;
    private final Problems problems;
    private final ListenerClaims claims;

    ConfigReader(Path homeportToml, Set<String> applications) {
        this.applications = applications;
        file = homeportToml.toAbsolutePath().normalize();
        Path parent = file.getParent();
        folder = parent == null ? file : parent;
        problems = new Problems(homeportToml);
        claims = new ListenerClaims(problems);
    }

    Loaded load() {
        try {
            return parse(text());
        } catch (BadValue bad) {
            problems.add(Place.START, bad.message(), bad.remedy());
            return invalid();
        }
    }

    private String text() throws BadValue {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new BadValue("the file is larger than 1MiB", "name a configuration file");
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            // Some editors begin a file with a byte order mark, which TOML does not know.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadValue("the file is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw Unreadable.of(file, e);
        }
    }

    private Loaded parse(String text) {
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            for (TomlParseError error : result.errors()) {
                var place = new Place(error.position().line(), error.position().column());
                String message = String.valueOf(error.getMessage());
                problems.add(place, message, SyntaxRemedy.of(message));
            }
            return invalid();
        }
        Config config = config(new Section(result, "", Place.START, problems));
        if (!problems.mistakes().isEmpty()) return invalid();
        return new Loaded.Valid(config, problems.warnings());
    }

    private Loaded invalid() {
        return new Loaded.Invalid(problems.mistakes(), problems.warnings());
    }

    private Config config(Section top) {
        DataSettings data = data(top.table("data"));
        DnsSettings dns = dns(top.table("dns"));
        HttpSettings http = http(top.table("http"));
        HttpsSettings https = https(top.table("https"));
        TlsSettings tls = tls(top.table("tls"), data);
        AdminSettings admin = admin(top.table("admin"));
        LogSettings log = log(top.table("log"), data);
        List<Site> sites = sites(top, dns, http, https, tls);
        List<TsigKey> keys = keys(top);
        List<ZoneSettings> zones = zones(top, keys);
        Duration shutdown =
                top.duration("shutdown-timeout", Duration.ofSeconds(10), Duration.ZERO, DAY);
        top.finish();
        var config =
                new Config(
                        file, data, dns, http, https, tls, admin, log, sites, keys, zones,
                        shutdown);
        if (problems.mistakes().isEmpty()) requireListener(config);
        return config;
    }

    private void requireListener(Config config) {
        boolean names = !config.dns().listeners().isEmpty();
        boolean pages =
                !config.http().listeners().isEmpty() || !config.https().listeners().isEmpty();
        if (names || pages) return;
        problems.add(
                Place.START,
                "nothing listens: dns.listen, http.listen and https.listen are all empty",
                "give at least one of them an address, such as \"127.0.0.1:8080\"");
    }

    private List<Site> sites(
            Section top, DnsSettings dns, HttpSettings http, HttpsSettings https, TlsSettings tls) {
        List<Section> sections = top.tables("site");
        if (sections.isEmpty() && !(http.listeners().isEmpty() && https.listeners().isEmpty())) {
            problems.warn(
                    Place.START,
                    "there is no [[site]], so that no host is served",
                    "add [[site]] with host = \"www.foobar.com\"");
        }
        var rules =
                new SiteReader.Rules(
                        folder, tls.mode(), Switch.of(!https.listeners().isEmpty()), applications);
        var reader = new SiteReader(rules, problems);
        for (Section section : sections) reader.read(section);
        if (!dns.listeners().isEmpty()) reader.warnOutside(Folders.zoneNames(dns.zones()));
        return reader.sites();
    }

    private List<TsigKey> keys(Section top) {
        var reader = new KeyReader(file, folder);
        for (Section section : top.tables("key")) reader.read(section);
        return reader.keys();
    }

    private static List<ZoneSettings> zones(Section top, List<TsigKey> keys) {
        var reader = new ZoneReader(keys.stream().map(TsigKey::name).collect(Collectors.toSet()));
        for (Section section : top.tables("zone")) reader.read(section);
        return reader.zones();
    }

    private DataSettings data(Section section) {
        Path directory = section.path("directory", folder.resolve("data"), folder);
        Folders.findObstacle(directory).ifPresent(fault -> section.problem("directory", fault));
        section.finish();
        return new DataSettings(directory);
    }

    private DnsSettings dns(Section section) {
        var dns =
                new DnsSettings(
                        listeners(section, 1053),
                        section.path("zones", folder.resolve("zones"), folder),
                        section.integer("edns-size", 1232, 512, 4096),
                        section.read("version", "homeport", ConfigReader::parseVersion),
                        section.integer("rrset-records", 1000, 1, 100_000),
                        tcp(section.table("tcp")),
                        extensions(section));
        if (!dns.listeners().isEmpty() && section.isTextOrAbsent("zones"))
            checkZones(section, dns.zones());
        section.finish();
        return dns;
    }

    private DnsExtensions extensions(Section dns) {
        Section tls = dns.table("tls");
        List<Listener> listeners = listeners(tls, 8853);
        tls.finish();
        return new DnsExtensionReader(folder).read(dns, listeners);
    }

    private static void checkZones(Section section, Path zones) {
        Folders.findFault(zones)
                .ifPresent(
                        fault -> {
                            if (section.has("zones")) section.problem("zones", fault);
                            else
                                section.warn(
                                        "zones",
                                        fault.message() + ", so that every question is refused",
                                        "create it and put a master file such as foobar.com.zone in it");
                        });
    }

    private static DnsSettings.Tcp tcp(Section section) {
        var usual = DnsSettings.Tcp.DEFAULT;
        var tcp =
                new DnsSettings.Tcp(
                        section.integer("connections", usual.connectionsMax(), 1, 1_000_000),
                        section.integer(
                                "connections-per-client",
                                usual.connectionsPerClientMax(),
                                1,
                                1_000_000),
                        section.duration("idle-timeout", usual.idleTimeout(), SECOND, DAY));
        section.finish();
        return tcp;
    }

    private HttpSettings http(Section section) {
        var http = new HttpSettings(listeners(section, 8080), limits(section.table("limits")));
        section.finish();
        return http;
    }

    private static HttpSettings.Limits limits(Section section) {
        var usual = HttpSettings.Limits.DEFAULT;
        var limits =
                new HttpSettings.Limits(
                        (int)
                                section.bytes(
                                        "request-line", usual.requestLineBytesMax(), 256, 1 << 20),
                        (int) section.bytes("header-bytes", usual.headerBytesMax(), 1024, 1 << 20),
                        section.integer("header-count", usual.headerCountMax(), 8, 10_000),
                        section.bytes("body-bytes", usual.bodyBytesMax(), 0, 64L << 20),
                        section.duration("header-timeout", usual.headerTimeout(), SECOND, DAY),
                        section.duration("idle-timeout", usual.idleTimeout(), SECOND, DAY),
                        section.duration("handler-timeout", usual.handlerTimeout(), SECOND, DAY),
                        section.integer("connections", usual.connectionsMax(), 1, 10_000_000));
        section.finish();
        return limits;
    }

    private HttpsSettings https(Section section) {
        var https =
                new HttpsSettings(
                        listeners(section, 8443),
                        section.flag("doh", Switch.ON),
                        section.read("doh-path", "/dns-query", ConfigReader::parseUrlPath));
        section.finish();
        return https;
    }

    private TlsSettings tls(Section section, DataSettings data) {
        var tls =
                new TlsSettings(
                        section.choice("mode", TlsSettings.Mode.LOCAL_CA),
                        section.path("directory", data.directory().resolve("tls"), folder),
                        section.read(
                                "issuer", "", text -> text.isEmpty() ? "" : HostNames.parse(text)));
        section.finish();
        return tls;
    }

    private AdminSettings admin(Section section) {
        Switch enabled = section.flag("enabled", Switch.ON);
        Listener listener = section.read("listen", loopback(8053), ConfigReader::parseAdmin);
        if (enabled.isOn()) {
            claims.claim(
                    section, "listen", List.of(new Placed<>(listener, section.place("listen"))));
        }
        section.finish();
        return new AdminSettings(enabled, listener);
    }

    private LogSettings log(Section section, DataSettings data) {
        Path logs = data.directory().resolve("log");
        var log =
                new LogSettings(
                        section.choice("level", LogSettings.Level.INFO),
                        section.choice("access", LogSettings.AccessFormat.COMBINED),
                        section.path("access-file", logs.resolve("access.log"), folder),
                        section.choice("query", LogSettings.QueryFormat.OFF),
                        section.path("query-file", logs.resolve("query.log"), folder));
        section.finish();
        return log;
    }

    private static Listener parseAdmin(String text) throws BadValue {
        Listener listener = Addresses.parse(text);
        if (listener.address().isLoopbackAddress()) return listener;
        throw new BadValue(
                "admin may not listen at "
                        + listener
                        + ": whoever reaches it sees and stops everything",
                "write a loopback address, such as \"127.0.0.1:8053\", and use a tunnel from afar");
    }

    private static String parseUrlPath(String text) throws BadValue {
        if (text.matches("/[A-Za-z0-9._~/-]*")) return text;
        throw new BadValue(
                Quoted.of(text) + " is no path of a URL", "write a path such as \"/dns-query\"");
    }

    private List<Listener> listeners(Section section, int port) {
        var wanted = section.readAll("listen", List.of(loopback(port)), Addresses::parse);
        return claims.claim(section, "listen", wanted);
    }

    private static Listener loopback(int port) {
        return new Listener(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /** A TXT string holds 255 bytes (RFC 1035 3.3). */
    private static String parseVersion(String text) throws BadValue {
        if (text.length() <= 255 && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) return text;
        throw new BadValue(
                Quoted.of(text) + " is no version to tell",
                "write at most 255 printable ASCII characters; \"\" refuses the question");
    }
}

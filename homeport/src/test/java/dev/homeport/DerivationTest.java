package dev.homeport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.config.Config;
import dev.homeport.config.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class DerivationTest {
    private static final String ZONE =
            "$TTL 3600\n@ SOA ns hostmaster 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.9\n"
                    + "www A 192.0.2.1\n";

    @TempDir private Path folder;

    @Test
    void zonesThatAskForItTellOfTheListeners() throws IOException {
        Zones derived =
                new Derivation(List.of(8443), Map.of("www.example", "ab".repeat(32)))
                        .onto(config("derive = ['https', 'tlsa']"), zones(ZONE));
        assertTrue(
                text(derived)
                        .contains(
                                "www.example. 300 HTTPS 1 . alpn=h2,http/1.1 port=8443"
                                        + " ipv4hint=192.0.2.1"),
                text(derived));
        assertTrue(text(derived).contains("_8443._tcp.www.example. 300 TLSA 3 1 1 ABAB"));
    }

    @Test
    void otherZonesStayAsTheyAre() throws IOException {
        Zones files = zones(ZONE);
        Derivation derivation = new Derivation(List.of(8443), Map.of());
        assertSame(files, derivation.onto(config(""), files));
    }

    @Test
    void hostsWithoutCertificateHaveNoKeyToTell() throws IOException {
        Zones files = zones(ZONE);
        Zones derived =
                new Derivation(List.of(8443), Map.of()).onto(config("derive = ['tlsa']"), files);
        assertEquals(text(files), text(derived));
    }

    private Config config(String line) throws IOException {
        Files.createDirectories(folder.resolve("sites/www.example"));
        Path file = folder.resolve("homeport.toml");
        Files.writeString(
                file, "[[site]]\nhost = 'www.example'\n[[zone]]\nname = 'example'\n" + line + "\n");
        return switch (Config.load(file)) {
            case Loaded.Valid(Config config, var _) -> config;
            case Loaded.Invalid(var problems, var _) ->
                    throw new AssertionError(problems.toString());
        };
    }

    private static Zones zones(String text) {
        return ZoneFiles.loadText(Path.of("example.zone"), text).zones();
    }

    private static String text(Zones zones) {
        return String.join(
                "\n", zones.all().getFirst().records().map(Object::toString).sorted().toList());
    }
}

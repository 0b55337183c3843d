package dev.homeport.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.config.Config;
import dev.homeport.config.Loaded;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ConfigurationTest {
    private static final Ports PORTS = new Ports(20_053, 20_080, 20_443, 20_054);

    @TempDir private Path folder = Path.of("");
    private Content content = new Content(folder, folder);

    @BeforeEach
    void copyDemo() throws IOException {
        Path demo = folder.resolve("demo");
        Path site = Files.createDirectories(demo.resolve("sites").resolve(Content.HOST));
        Files.writeString(site.resolve("index.html"), "front page");
        Path zones = Files.createDirectories(demo.resolve("zones"));
        Files.writeString(zones.resolve("foobar.com.zone"), "@ SOA");
        content = Content.copy(demo, folder.resolve("copy"));
    }

    @Test
    void theContentIsTheDemoAndFilesOfKnownSizes() throws IOException {
        assertEquals("front page", Files.readString(content.site().resolve("index.html")));
        assertEquals(1024, bytes(Content.SMALL_FILE));
        assertEquals(102_400, bytes(Content.MIDDLE_FILE));
        assertEquals(10_485_760, bytes(Content.LARGE_FILE));
        assertFalse(Files.exists(content.site().resolve(Content.NO_FILE.substring(1))));
        assertEquals(
                List.of("foobar.com"),
                content.zoneFiles().stream().map(Content.Zone::name).toList());
    }

    @Test
    void nsdServesTheZoneOnTheLoopbackWithoutARateLimit() throws IOException {
        String text = configuration(new Nsd(Path.of("/usr/sbin/nsd"), 2), "nsd.conf");
        assertTrue(text.contains("ip-address: 127.0.0.1@20053"), text);
        assertTrue(text.contains("rrl-ratelimit: 0"), text);
        assertTrue(text.contains("server-count: 2"), text);
        assertTrue(text.contains("reuseport: yes"), text);
        assertTrue(text.contains("name: \"foobar.com\""), text);
    }

    @Test
    void knotServesTheZoneOnTheLoopbackWithOneWorker() throws IOException {
        String text = configuration(new Knot(Path.of("/usr/sbin/knotd"), 1), "knot.conf");
        assertTrue(text.contains("listen: \"127.0.0.1@20053\""), text);
        assertTrue(text.contains("udp-workers: 1"), text);
        assertTrue(text.contains("domain: \"foobar.com\""), text);
    }

    @Test
    void nginxChangesItsUserOnlyWhereItCould() throws IOException {
        String asRoot = configuration(nginx(Nginx.AccessLog.OFF, "root"), "nginx.conf");
        String asUser = configuration(nginx(Nginx.AccessLog.OFF, "jo"), "nginx.conf");
        assertTrue(asRoot.startsWith("user root;"), asRoot);
        assertFalse(asUser.contains("user "), asUser);
    }

    @Test
    void nginxIsMeasuredWithAndWithoutItsLog() throws IOException {
        String quiet = configuration(nginx(Nginx.AccessLog.OFF, "jo"), "nginx.conf");
        String logging = configuration(nginx(Nginx.AccessLog.BUFFERED, "jo"), "nginx.conf");
        assertTrue(quiet.contains("access_log off;"), quiet);
        assertTrue(logging.contains("access.log combined buffer=64k"), logging);
        assertTrue(logging.contains("listen 127.0.0.1:20080;"), logging);
    }

    @Test
    void homeportIsStartedWithItsLauncher() throws IOException {
        var homeport = new Homeport(Path.of("/checkout"), Path.of("/jdk"), Homeport.Edge.AUTO);
        List<String> command = homeport.prepare(content, folder, PORTS);
        assertEquals(
                List.of(
                        "/checkout/bin/homeport",
                        "up",
                        "--config",
                        folder.resolve("homeport.toml").toString()),
                command);
        assertEquals("/jdk", homeport.environment().get("JAVA_HOME"));
    }

    @Test
    void theConfigurationOfHomeportIsOneItReads() throws IOException {
        configuration(
                new Homeport(Path.of("/checkout"), Path.of("/jdk"), Homeport.Edge.AUTO),
                "homeport.toml");
        Loaded loaded = Config.load(folder.resolve("homeport.toml"));
        var valid = assertInstanceOf(Loaded.Valid.class, loaded, loaded.toString());
        assertEquals(List.of(), valid.warnings());
        assertEquals(20_053, valid.config().dns().listeners().getFirst().port());
        assertEquals(content.zones(), valid.config().dns().zones());
    }

    @Test
    void aFallBackIsChosenByAProperty() {
        var nio = new Homeport(Path.of("/checkout"), Path.of("/jdk"), Homeport.Edge.NIO);
        assertEquals("homeport-nio", nio.name());
        assertEquals("-Dhomeport.dns.edge=NIO", nio.environment().get("JDK_JAVA_OPTIONS"));
    }

    @Test
    void aLargeZoneHasAsManyNamesAsWanted() throws IOException {
        content.withLargeZone(1000);
        Path file = content.zones().resolve("large.test.zone");
        List<String> names =
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("h"))
                        .map(line -> line.substring(0, line.indexOf(' ')) + ".large.test")
                        .distinct()
                        .toList();
        assertEquals(1000, names.size());
        assertEquals(LargeZone.name(999), names.getLast());
    }

    @Test
    void nginxSpeaksTlsAndSendsOnlyTheLargeFileFromTheKernel() throws IOException {
        String text = configuration(nginx(Nginx.AccessLog.OFF, "jo"), "nginx.conf");
        assertTrue(text.contains("sendfile off;"), text);
        assertTrue(text.contains("location = /ten-mebibytes.bin { sendfile on;"), text);
        boolean certified = Files.exists(folder.resolve("certificate.pem"));
        assertEquals(certified, text.contains("listen 127.0.0.1:20443 ssl http2;"), text);
    }

    private long bytes(String path) throws IOException {
        return Files.size(content.site().resolve(path.substring(1)));
    }

    private String configuration(Contestant contestant, String file) throws IOException {
        contestant.prepare(content, folder, PORTS);
        return Files.readString(folder.resolve(file));
    }

    private static Nginx nginx(Nginx.AccessLog log, String user) {
        return new Nginx(Path.of("/usr/sbin/nginx"), log, user);
    }
}

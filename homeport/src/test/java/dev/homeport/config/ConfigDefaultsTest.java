package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class ConfigDefaultsTest {
    @TempDir Path folder;

    @Test
    void anEmptyFileIsEnough() throws IOException {
        Config config = ConfigText.of(folder, "").config();
        assertEquals(folder.resolve("data"), config.data().directory());
        assertEquals("[127.0.0.1:1053]", config.dns().listeners().toString());
        assertEquals(folder.resolve("zones"), config.dns().zones());
        assertEquals(1232, config.dns().ednsSize());
        assertEquals(DnsSettings.Tcp.DEFAULT, config.dns().tcp());
        assertEquals("[127.0.0.1:8080]", config.http().listeners().toString());
        assertEquals(HttpSettings.Limits.DEFAULT, config.http().limits());
        assertEquals("[127.0.0.1:8443]", config.https().listeners().toString());
        assertEquals(Switch.ON, config.https().doh());
        assertEquals("/dns-query", config.https().dohPath());
        assertEquals(TlsSettings.Mode.LOCAL_CA, config.tls().mode());
        assertEquals(folder.resolve("data/tls"), config.tls().directory());
        assertEquals("127.0.0.1:8053", config.admin().listener().toString());
        assertEquals(folder.resolve("data/log/access.log"), config.log().accessFile());
        assertEquals(LogSettings.QueryFormat.OFF, config.log().query());
        assertEquals(List.of(), config.sites());
        assertEquals(Duration.ofSeconds(10), config.shutdownTimeout());
    }

    @Test
    void aSiteNeedsOnlyItsHost() throws IOException {
        Config config = ConfigText.of(folder, "[[site]]", "host = 'www.foobar.com'").config();
        assertEquals(
                List.of(
                        new Site.Content(
                                "www.foobar.com",
                                List.of(),
                                folder.resolve("sites/www.foobar.com"),
                                "",
                                SiteRules.USUAL,
                                new Site.Identity.LocalAuthority())),
                config.sites());
    }

    @Test
    void testsMayKeepTheirDataElsewhere() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        assertEquals(
                ConfigText.of(folder, "data.directory = 'elsewhere'").config(),
                ConfigText.of(folder, "").config().withData(elsewhere));
    }
}

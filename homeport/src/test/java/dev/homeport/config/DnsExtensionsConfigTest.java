package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.Prefix;
import dev.homeport.dns.peer.RateLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a file says of DNS over TLS, cookies and the limit of rates. */
class DnsExtensionsConfigTest {
    private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";

    @TempDir Path folder;

    private DnsExtensions extensions(String... lines) throws IOException {
        return ConfigText.of(folder, lines).config().dns().extensions();
    }

    private String problem(String... lines) throws IOException {
        List<String> problems = ConfigText.of(folder, lines).problems();
        assertEquals(1, problems.size(), problems.toString());
        return problems.getFirst();
    }

    private void says(String part, String problem) {
        assertTrue(problem.contains(part), problem);
    }

    @Test
    void anEmptyFileHasCookiesLimitsAndTlsOnLoopback() throws IOException {
        DnsExtensions usual = extensions("");
        assertEquals("", usual.id());
        assertEquals("[127.0.0.1:8853]", usual.tlsListeners().toString());
        assertEquals(new DnsExtensions.Cookies(Switch.ON, Switch.OFF, List.of()), usual.cookies());
        assertEquals(RateLimits.DEFAULT, usual.rateLimits());
    }

    @Test
    void everyKeyIsTaken() throws IOException {
        DnsExtensions all =
                extensions(
                        "[dns]",
                        "id = 'ns1'",
                        "[dns.tls]",
                        "listen = '127.0.0.1:0'",
                        "[dns.cookies]",
                        "require = true",
                        "secrets = ['" + SECRET + "', '000102030405060708090a0b0c0d0e0f']",
                        "[dns.rate-limit]",
                        "replies-per-second = 5",
                        "window = '1m'",
                        "slip = 0",
                        "ipv4-prefix = 32",
                        "ipv6-prefix = 64",
                        "exempt = ['192.0.2.0/24', '2001:db8::1']");
        assertEquals("ns1", all.id());
        assertEquals(2, all.cookies().secrets().size());
        assertEquals(CookieSecret.parse(SECRET), all.cookies().secrets().getFirst());
        assertEquals(Switch.ON, all.cookies().required());
        assertEquals(
                new RateLimits(
                        5,
                        Duration.ofMinutes(1),
                        0,
                        32,
                        64,
                        List.of(
                                new Prefix(InetAddress.ofLiteral("192.0.2.0"), 24),
                                new Prefix(InetAddress.ofLiteral("2001:db8::1"), 128))),
                all.rateLimits());
    }

    @Test
    void secretsMayBeInAFile() throws IOException {
        Files.writeString(folder.resolve("secrets"), "# newest first\n" + SECRET + "\n\n");
        assertEquals(
                List.of(CookieSecret.parse(SECRET)),
                extensions("[dns.cookies]", "secrets-file = 'secrets'").cookies().secrets());
        says(
                "both here and in dns.cookies.secrets",
                problem(
                        "[dns.cookies]",
                        "secrets-file = 'secrets'",
                        "secrets = ['" + SECRET + "']"));
        says("does not exist", problem("[dns.cookies]", "secrets-file = 'other'"));
        says("the path is empty", problem("[dns.cookies]", "secrets-file = ''"));
        Files.writeString(folder.resolve("secrets"), "# none\n");
        says("there is no cookie secret in", problem("[dns.cookies]", "secrets-file = 'secrets'"));
        Files.writeString(folder.resolve("secrets"), "#".repeat(4097));
        says("larger than 4KiB", problem("[dns.cookies]", "secrets-file = 'secrets'"));
    }

    @Test
    void aWrongSecretIsNotRepeated() throws IOException {
        String wrong = problem("[dns.cookies]", "secrets = ['" + SECRET + "ff']");
        says("a cookie secret has 17 bytes", wrong);
        assertFalse(wrong.contains(SECRET), wrong);
        says("is not hexadecimal", problem("[dns.cookies]", "secrets = ['zz']"));
    }

    @Test
    void eightSecretsAreTakenAndNineAreNot() throws IOException {
        String eight = ("'" + SECRET + "',").repeat(8);
        assertEquals(
                8,
                extensions("[dns.cookies]", "secrets = [" + eight + "]")
                        .cookies()
                        .secrets()
                        .size());
        says(
                "there are 9 cookie secrets",
                problem("[dns.cookies]", "secrets = [" + eight + "'" + SECRET + "']"));
    }

    @Test
    void ratesOutsideTheirBoundsAreRefused() throws IOException {
        assertEquals(
                0,
                extensions("[dns.rate-limit]", "replies-per-second = 0")
                        .rateLimits()
                        .repliesPerSecond());
        says("outside 0 to 100000", problem("[dns.rate-limit]", "replies-per-second = 100001"));
        says("outside 1s to 1h", problem("[dns.rate-limit]", "window = '61m'"));
        says("outside 0 to 10", problem("[dns.rate-limit]", "slip = 11"));
        says("outside 1 to 32", problem("[dns.rate-limit]", "ipv4-prefix = 33"));
        says("outside 1 to 128", problem("[dns.rate-limit]", "ipv6-prefix = 0"));
    }

    @Test
    void whatIsNoNetworkIsRefused() throws IOException {
        for (String text :
                List.of(
                        "localhost",
                        "192.0.2.0/33",
                        "192.0.2/24",
                        "::1/129",
                        "::1/",
                        "/8",
                        "",
                        "1.2.3.4/x")) {
            says("is no network", problem("[dns.rate-limit]", "exempt = ['" + text + "']"));
        }
    }

    @Test
    void anIdIsPrintableAscii() throws IOException {
        assertEquals(255, extensions("[dns]", "id = '" + "n".repeat(255) + "'").id().length());
        says("is no name for a server", problem("[dns]", "id = '" + "n".repeat(256) + "'"));
        says("is no name for a server", problem("[dns]", "id = 'é'"));
    }

    @Test
    void theListenerTakesPartInTheCheckOfAddresses() throws IOException {
        says(
                "dns.tls.listen 127.0.0.1:1053 is also the usual address of dns.listen",
                problem("[dns.tls]", "listen = '127.0.0.1:1053'"));
    }
}

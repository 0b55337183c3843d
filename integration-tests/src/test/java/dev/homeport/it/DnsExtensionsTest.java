package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The extensions of DNS as {@code dig} and {@code kdig} see them. */
class DnsExtensionsTest {
    @TempDir static Path folder;
    private static RunningHomeport homeport;

    @BeforeAll
    static void start() throws Exception {
        homeport = RunningHomeport.start(SiteFolder.ofDemo(folder));
    }

    @AfterAll
    static void stop() {
        homeport.close();
    }

    private static String ask(String tool, String listener, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("@127.0.0.1", "-p"));
        all.add(Integer.toString(homeport.port(listener)));
        all.addAll(List.of(arguments));
        Tool.Result result = Tool.named(tool).run(all.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.out() + result.err());
        return result.out() + result.err();
    }

    private static String dig(String... arguments) throws Exception {
        return ask("dig", "dns", arguments);
    }

    private static void has(String part, String answer) {
        assertTrue(answer.contains(part), answer);
    }

    @Test
    void digShowsTheServersIdentifier() throws Exception {
        has("; NSID: 6e 73 31 2e 6c 61 62 (\"ns1.lab\")", dig("foobar.com", "+nsid"));
        has("\"ns1.lab\"", dig("id.server", "CH", "TXT"));
        has("\"ns1.lab\"", dig("hostname.bind", "CH", "TXT"));
    }

    @Test
    void digFindsItsCookieGoodAndTheServersAcceptedAgain() throws Exception {
        String first = dig("foobar.com", "+cookie=2464c4abcf10c957");
        has("(good)", first);
        String line =
                first.lines().filter(l -> l.startsWith("; COOKIE: ")).findFirst().orElseThrow();
        String cookie = line.replaceFirst("; COOKIE: ([0-9a-f]+).*", "$1");
        assertEquals(48, cookie.length(), line);
        // A good cookie comes back as it is; another would have been replaced.
        has("; COOKIE: " + cookie + " (good)", dig("foobar.com", "+cookie=" + cookie));
        String forged = cookie.substring(0, 47) + (cookie.endsWith("0") ? "1" : "0");
        assertFalse(dig("foobar.com", "+cookie=" + forged).contains("; COOKIE: " + forged));
    }

    @Test
    void aCookieCanBeHadWithoutAQuestion() throws Exception {
        String answer = dig("+header-only", "+cookie=2464c4abcf10c957");
        has("status: NOERROR", answer);
        has("(good)", answer);
    }

    @Test
    void aCookieOfAWrongLengthIsMalformed() throws Exception {
        has("status: FORMERR", dig("foobar.com", "+nocookie", "+ednsopt=10:0102030405"));
    }

    @Test
    void unknownOptionsAreIgnored() throws Exception {
        String answer = dig("foobar.com", "+ednsopt=65001:010203", "+subnet=192.0.2.0/24");
        has("status: NOERROR", answer);
        assertFalse(answer.contains("CLIENT-SUBNET"), answer);
    }

    @Test
    void aNameOutsideTheZonesIsExplained() throws Exception {
        has("; EDE: 20 (Not Authoritative)", dig("example.org"));
    }

    @Test
    void connectionsTellTheirIdleTimeout() throws Exception {
        has("; TCP KEEPALIVE: 10.0 secs", dig("foobar.com", "+tcp", "+keepalive"));
        assertFalse(dig("foobar.com", "+keepalive").contains("KEEPALIVE"));
    }

    @Test
    void kdigGetsTheSameAnswerOverTls() throws Exception {
        String answer = ask("kdig", "dot", "+tls", "foobar.com");
        has("status: NOERROR", answer);
        has("127.0.0.1", answer);
    }

    @Test
    void kdigTrustsTheCertificateOfTheLocalAuthority() throws Exception {
        String answer =
                ask(
                        "kdig",
                        "dot",
                        "+tls-ca=" + homeport.authority(),
                        "+tls-host=www.foobar.com",
                        "foobar.com");
        has("status: NOERROR", answer);
        has(
                "The certificate is trusted",
                ask(
                        "kdig",
                        "dot",
                        "-d",
                        "+tls-ca=" + homeport.authority(),
                        "+tls-host=www.foobar.com",
                        "foobar.com"));
    }

    @Test
    void digSpeaksTlsToo() throws Exception {
        assertEquals("127.0.0.1", ask("dig", "dot", "+tls", "+short", "foobar.com").strip());
    }

    @Test
    void dotIsAgreedOnByAlpnAndOnlyModernTlsIsSpoken() throws Exception {
        String connect = "127.0.0.1:" + homeport.port("dot");
        Tool openssl = Tool.named("openssl");
        String tls13 = openssl.run("s_client", "-connect", connect, "-alpn", "dot").out();
        has("ALPN protocol: dot", tls13);
        has("TLSv1.3", tls13);
        String none = openssl.run("s_client", "-connect", connect, "-alpn", "h2").out();
        has("No ALPN negotiated", none);
        assertFalse(openssl.run("s_client", "-connect", connect, "-tls1_1").exitCode() == 0);
    }

    @Test
    void repliesToPaddedQueriesArePaddedUnderTlsAndHttps() throws Exception {
        // kdig pads queries over TLS by itself (RFC 8467).
        has(";; Received 468 B", ask("kdig", "dot", "+tls", "foobar.com"));
        has(";; Received 468 B", ask("kdig", "https", "+https", "+padding=128", "foobar.com"));
        assertFalse(dig("foobar.com", "+padding=128").contains("468"));
    }

    @Test
    void kdigGetsTheSameAnswerOverHttps() throws Exception {
        has("127.0.0.1", ask("kdig", "https", "+https", "foobar.com"));
        has("127.0.0.1", ask("kdig", "https", "+https-get", "foobar.com"));
    }

    @Test
    void anotherCertificateIsServedAfterAReload() throws Exception {
        String before = certificate();
        assertEquals(before, certificate());
        Path tls = homeport.site().data().resolve("tls");
        try (Stream<Path> files = Files.list(tls).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        assertEquals(0, homeport.site().homeport().run("reload").exitCode());
        assertNotEquals(before, certificate());
    }

    private static String certificate() throws Exception {
        String said =
                Tool.named("openssl")
                        .run("s_client", "-connect", "127.0.0.1:" + homeport.port("dot"))
                        .out();
        int begin = said.indexOf("-----BEGIN CERTIFICATE-----");
        return said.substring(begin, said.indexOf("-----END CERTIFICATE-----"));
    }

    @Test
    void theMetricsPageKnowsTheTransport() throws Exception {
        ask("kdig", "dot", "+tls", "foobar.com");
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + homeport.port("admin") + "/metrics"))
                        .build();
        String page =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
        has("coredns_dns_requests_total{proto=\"tls\",type=\"A\"}", page);
        has("homeport_dns_rate_limited_dropped_total 0", page);
    }

    @Test
    void theAnnouncementNamesTheListener() throws Exception {
        has("DoT     127.0.0.1:" + homeport.port("dot"), homeport.output());
    }
}

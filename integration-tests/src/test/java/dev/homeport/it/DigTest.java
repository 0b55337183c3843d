package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code dig} shows, over UDP, TCP and HTTPS. */
class DigTest {
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

    @Test
    void wwwIsAnAliasOfTheApexWhichHasAnAddress() throws Exception {
        List<String> answer = dig("www.foobar.com", "+noall", "+answer");

        assertEquals(2, answer.size(), answer.toString());
        assertTrue(
                answer.get(0)
                        .matches(
                                "www\\.foobar\\.com\\.\\s+3600\\s+IN\\s+CNAME\\s+foobar\\.com\\."));
        assertTrue(answer.get(1).matches("foobar\\.com\\.\\s+3600\\s+IN\\s+A\\s+127\\.0\\.0\\.1"));
    }

    @Test
    void tcpGivesTheSameAnswer() throws Exception {
        assertEquals(
                dig("www.foobar.com", "+noall", "+answer"),
                dig("www.foobar.com", "+noall", "+answer", "+tcp"));
    }

    /** RFC 8484 over HTTP/2: dig does not check the certificate unless told to. */
    @Test
    void httpsGivesTheSameAnswer() throws Exception {
        assertEquals(
                List.of("foobar.com.", "127.0.0.1"),
                digAt("https", "+https", "www.foobar.com", "+short"));
    }

    @Test
    void httpsIsTrustedWithTheLocalAuthority() throws Exception {
        assertEquals(
                List.of("127.0.0.1"),
                digAt(
                        "https",
                        "+https",
                        "+tls-ca=" + homeport.authority(),
                        "foobar.com",
                        "+short"));
    }

    @Test
    void httpsByGetGivesTheSameAnswer() throws Exception {
        assertEquals(List.of("127.0.0.1"), digAt("https", "+https-get", "foobar.com", "+short"));
    }

    @Test
    void aNameThatIsNotThereIsAnAuthoritativeNameErrorWithTheSoa() throws Exception {
        String answer = String.join("\n", dig("nothing.foobar.com"));

        assertTrue(answer.contains("status: NXDOMAIN"), answer);
        assertTrue(answer.contains("flags: qr aa"), answer);
        assertTrue(answer.contains("SOA"), answer);
        assertFalse(answer.contains("WARNING: recursion requested") && answer.contains(" ra "));
    }

    @Test
    void theWildcardCoversNamesThatAreNotThere() throws Exception {
        assertEquals(List.of("127.0.0.1"), dig("anything.dev.foobar.com", "+short"));
    }

    @Test
    void aDelegatedNameGetsAReferralWithGlue() throws Exception {
        String answer = String.join("\n", dig("host.lab.foobar.com", "+norecurse"));

        assertTrue(answer.contains("AUTHORITY: 2"), answer);
        assertTrue(answer.contains("127.0.0.2"), answer);
        assertFalse(answer.contains("flags: qr aa"), answer);
    }

    @Test
    void anotherDomainIsRefused() throws Exception {
        assertTrue(String.join("\n", dig("example.org")).contains("status: REFUSED"));
    }

    /** RFC 6891 6.1.3. */
    @Test
    void anUnknownVersionOfEdnsIsNamedBad() throws Exception {
        String answer = String.join("\n", dig("foobar.com", "+edns=1", "+noednsnegotiation"));

        assertTrue(answer.contains("status: BADVERS"), answer);
    }

    private static List<String> dig(String... arguments) throws Exception {
        return digAt("dns", arguments);
    }

    private static List<String> digAt(String listener, String... arguments) throws Exception {
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "@127.0.0.1",
                                        "-p",
                                        Integer.toString(homeport.port(listener)),
                                        "+timeout=5"),
                                Stream.of(arguments))
                        .toArray(String[]::new);
        Tool.Result result = Tool.named("dig").run(all);
        assertEquals(0, result.exitCode(), result.out() + result.err());
        return result.out().lines().toList();
    }
}

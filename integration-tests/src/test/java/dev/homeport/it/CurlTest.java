package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.stream.Stream;

/** What {@code curl} gets, with each of its ways to find a name. */
class CurlTest {
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
    void theFrontPageComesOverHttp() throws Exception {
        String page = plain("www.foobar.com", "/", "-i");

        assertTrue(page.startsWith("HTTP/1.1 200 OK\r\n"), page);
        assertTrue(page.contains("Foobar Gazette"), page);
    }

    @Test
    void theBareDomainLeadsToTheSite() throws Exception {
        String answer = plain("foobar.com", "/products?page=2", "-i");

        assertTrue(answer.matches("(?s)HTTP/1.1 30[18] .*"), answer);
        assertTrue(
                answer.toLowerCase(java.util.Locale.ROOT)
                        .contains(
                                "location: http://www.foobar.com:"
                                        + homeport.port("http")
                                        + "/products?page=2"),
                answer);
    }

    @Test
    void aHostThatIsNotServedIsToldSo() throws Exception {
        assertEquals("404", plain("other.example", "/", "-o", "/dev/null", "-w", "%{http_code}"));
    }

    /** RFC 9110 15.5.20. */
    @Test
    void aHostThatIsNotServedOverTlsIsMisdirected() throws Exception {
        String status =
                curl(
                        "--insecure",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        "--resolve",
                        "other.example:" + homeport.port("https") + ":127.0.0.1",
                        "https://other.example:" + homeport.port("https") + "/");

        assertEquals("421", status);
    }

    @Test
    void ourOwnDnsOverHttpsFindsTheSiteAndOurOwnAuthorityIsTrusted() throws Exception {
        String answer =
                secure(
                        "--doh-url",
                        "https://127.0.0.1:" + homeport.port("https") + "/dns-query",
                        "-w",
                        "%{http_version} %{http_code}",
                        "https://www.foobar.com:" + homeport.port("https") + "/products");

        assertTrue(answer.endsWith("2 200"), answer);
        assertTrue(answer.contains("<h1"), answer);
    }

    @Test
    void theStandardPortCanBeMapped() throws Exception {
        String json =
                secure(
                        "--connect-to",
                        "www.foobar.com:443:127.0.0.1:" + homeport.port("https"),
                        "https://www.foobar.com/api/products");

        assertTrue(json.startsWith("{"), json);
    }

    @Test
    void http11IsSpokenOverTlsToo() throws Exception {
        String answer =
                secure(
                        "--http1.1",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_version} %{http_code}",
                        "--connect-to",
                        "www.foobar.com:443:127.0.0.1:" + homeport.port("https"),
                        "https://www.foobar.com/");

        assertEquals("1.1 200", answer);
    }

    @Test
    void aValidatorSavesTheSecondTransfer() throws Exception {
        String head = plain("www.foobar.com", "/", "-I");
        String etag = head.replaceAll("(?si).*\r\netag: ([^\r]+)\r\n.*", "$1");

        String again = plain("www.foobar.com", "/", "-i", "-H", "If-None-Match: " + etag);

        assertTrue(again.startsWith("HTTP/1.1 304 "), head + again);
    }

    @Test
    void aRangeIsAnsweredWithThatPart() throws Exception {
        String whole = plain("www.foobar.com", "/");

        String part = plain("www.foobar.com", "/", "-r", "0-14");

        assertEquals(whole.substring(0, 15), part);
    }

    @Test
    void compressedPagesUnpackToTheSamePage() throws Exception {
        assertEquals(plain("www.foobar.com", "/"), plain("www.foobar.com", "/", "--compressed"));
    }

    @Test
    void noPathLeadsOutOfTheSite() throws Exception {
        for (String path : new String[] {"/../homeport.toml", "/%2e%2e/homeport.toml"}) {
            String status =
                    plain(
                            "www.foobar.com",
                            path,
                            "--path-as-is",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_code}");
            assertTrue(status.startsWith("4"), path + " gave " + status);
        }
    }

    private static String plain(String host, String path, String... more) throws Exception {
        int port = homeport.port("http");
        return curl(
                Stream.concat(
                                Stream.of(more),
                                Stream.of(
                                        "--resolve",
                                        host + ":" + port + ":127.0.0.1",
                                        "http://" + host + ":" + port + path))
                        .toArray(String[]::new));
    }

    private static String secure(String... arguments) throws Exception {
        return curl(
                Stream.concat(
                                Stream.of("--cacert", homeport.authority().toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static String curl(String... arguments) throws Exception {
        String[] all =
                Stream.concat(Stream.of("-sS", "--max-time", "20"), Stream.of(arguments))
                        .toArray(String[]::new);
        Tool.Result result = Tool.named("curl").run(all);
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }
}

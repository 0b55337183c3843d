package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.awaitility.Awaitility;
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
import java.time.Duration;

/** What a configured site shows, through the whole program. */
class SitePagesTest {
    private static final String RULES =
            """
            [[site]]
            host = "pages.foobar.com"
            root = "pages"
            errors = { 404 = "/lost.html", 403 = "/no.html" }
            listings = ["/pub/**"]
            fallback = "/index.html"

            [[site.redirects]]
            from = "/old/**"
            to = "/pub/$1"
            status = 301

            [[site.headers]]
            path = "/pub/**"
            set = { x-robots-tag = "noindex" }
            remove = ["x-frame-options"]

            [[site.cache]]
            path = "/**/*.css"
            control = "public, max-age=31536000, immutable"

            [[site.access]]
            path = "/shut/**"
            allow = ["192.0.2.1"]
            """;

    @TempDir static Path folder;
    private static RunningHomeport homeport;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        write("index.html", "app");
        write("lost.html", "lost");
        write("no.html", "no");
        write("pub/a&b.txt", "0123456789".repeat(100));
        write("main.css", "body { color: black }\n".repeat(100));
        Files.writeString(
                site.configuration(), Files.readString(site.configuration()) + "\n" + RULES);
        homeport = RunningHomeport.start(site);
        client = HttpClient.newHttpClient();
    }

    private static void write(String path, String text) throws Exception {
        Path file = folder.resolve("pages").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() {
        client.close();
        homeport.close();
    }

    private static HttpResponse<String> get(String path, String... fields) throws Exception {
        URI uri = URI.create("http://pages.foobar.com:" + homeport.port("http") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (fields.length > 0) request.headers(fields);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join("; ", response.headers().allValues(name));
    }

    @Test
    void oldPathsLeadToNewOnes() throws Exception {
        HttpResponse<String> moved = get("/old/a%20b?q=1");
        assertEquals(301, moved.statusCode());
        assertEquals("/pub/a%20b?q=1", header(moved, "location"));
    }

    @Test
    void fieldsAreSetAndRemoved() throws Exception {
        HttpResponse<String> file = get("/pub/a&b.txt");
        assertEquals("noindex", header(file, "x-robots-tag"));
        assertEquals("", header(file, "x-frame-options"));
        HttpResponse<String> page = get("/");
        assertEquals("", header(page, "x-robots-tag"));
        assertEquals("DENY", header(page, "x-frame-options"));
    }

    @Test
    void styleSheetsAreKeptForAYearAndComeInZstandard() throws Exception {
        HttpResponse<String> css = get("/main.css", "accept-encoding", "zstd");
        assertEquals("public, max-age=31536000, immutable", header(css, "cache-control"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> isZstandard(get("/main.css", "accept-encoding", "zstd")));
        assertEquals("no-cache", header(get("/"), "cache-control"));
    }

    private static boolean isZstandard(HttpResponse<String> response) {
        return header(response, "content-encoding").equals("zstd");
    }

    @Test
    void pagesStandForWhatIsNotThere() throws Exception {
        HttpResponse<String> routed = get("/users/7");
        assertEquals(200, routed.statusCode());
        assertEquals("app", routed.body());
        HttpResponse<String> lost = get("/no.png");
        assertEquals(404, lost.statusCode());
        assertEquals("lost", lost.body());
        HttpResponse<String> refused = get("/shut/x");
        assertEquals(403, refused.statusCode());
        assertEquals("no", refused.body());
    }

    @Test
    void aFolderIsListed() throws Exception {
        String list = get("/pub/").body();
        assertTrue(list.contains("<a href=\"a%26b.txt\">a&amp;b.txt</a>"), list);
        write("pub/new.txt", "new");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/pub/").body().contains("new.txt"));
    }

    @Test
    void severalRangesComeInOneAnswer() throws Exception {
        HttpResponse<String> parts = get("/pub/a&b.txt", "range", "bytes=0-1,-2");
        assertEquals(206, parts.statusCode());
        assertTrue(header(parts, "content-type").startsWith("multipart/byteranges; boundary="));
        assertTrue(parts.body().contains("Content-Range: bytes 998-999/1000\r\n\r\n89\r\n"));
    }

    @Test
    void anEmptiedFolderIsServedAsItWasUntilItIsBack() throws Exception {
        Path pages = folder.resolve("pages");
        Path aside = folder.resolve("aside");
        Files.move(pages, aside);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> homeport.output().contains("keeps being served"));
        assertEquals("app", get("/").body());
        Files.move(aside, pages);
    }
}

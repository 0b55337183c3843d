package dev.homeport.http.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.AnsweredException;
import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.filter.CacheRules;
import dev.homeport.http.filter.Cors;
import dev.homeport.http.filter.FieldRules;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a site shows where there is no file, and what its rules say of those that are there. */
class PagesTest {
    @TempDir Path root = Path.of("");

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1994-11-06T08:49:37Z")));
    }

    private Site load(Pages pages) {
        SiteOptions options = SiteOptions.DEFAULT.withPages(pages);
        return SiteFiles.load(root, options, InstantSource.system()).site();
    }

    private static Response get(Site site, String path, String... fields) throws Exception {
        return StaticFiles.of(site).handle(Requests.get(path, fields));
    }

    private static String text(Response response) {
        return response.body() instanceof Body.Bytes(var bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "";
    }

    @Test
    void aFolderListsItsFilesWhereThatIsWanted() throws Exception {
        write("pub/b <i>&.txt", "bb");
        write("pub/a#?.txt", "a");
        write("pub/.hidden", "no");
        write("pub/sub/deep/c.txt", "c");
        write("pub/own/index.html", "mine");
        write("pub/page.html", "x".repeat(3000));
        write("pub/page.html.gz", "coded");
        write("other/d.txt", "d");
        Site site = load(new Pages(Map.of(), "", List.of(PathPattern.of("/pub/**"))));
        String page = text(get(site, "/pub/"));
        assertEquals(
                List.of("../", "own/", "sub/", "a%23%3F.txt", "b%20%3Ci%3E%26.txt", "page.html"),
                links(page));
        assertTrue(
                page.contains(">b &lt;i&gt;&amp;.txt</a></td><td>2</td><td>1994-11-06 08:49<"),
                page);
        assertFalse(page.contains("hidden"), page);
        assertEquals(
                "text/html; charset=utf-8", get(site, "/pub/").headers().joined("content-type"));
        assertEquals(List.of("../", "deep/"), links(text(get(site, "/pub/sub/"))));
        assertEquals("mine", text(get(site, "/pub/own/")));
        assertEquals(301, get(site, "/pub/sub").status());
        assertEquals(404, get(site, "/other/").status());
        assertEquals(404, get(site, "/").status());
        assertEquals(404, get(load(Pages.DEFAULT), "/pub/").status());
    }

    private static List<String> links(String page) {
        return java.util.regex.Pattern.compile("href=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    @Test
    void theRootIsListedWithoutAWayUpAndLongListsAreCut() throws Exception {
        for (int i = 0; i <= DirectoryPages.ENTRIES_MAX; i++) {
            Files.createFile(root.resolve("f" + i));
        }
        Site site = load(new Pages(Map.of(), "", List.of(PathPattern.ALL)));
        String page = text(get(site, "/"));
        assertEquals(DirectoryPages.ENTRIES_MAX, links(page).size());
        assertTrue(page.contains("<p>1 more are not shown.</p>"), page);
        Files.delete(root.resolve("f0"));
        assertFalse(
                text(get(load(new Pages(Map.of(), "", List.of(PathPattern.ALL))), "/"))
                        .contains("more are not"));
    }

    @Test
    void aPageStandsForAllThatTheBrowserRoutes() throws Exception {
        write("index.html", "<h1>App</h1>");
        Site site = load(new Pages(Map.of(), "/index.html", List.of()));
        assertEquals("<h1>App</h1>", text(get(site, "/users/7")));
        assertEquals(200, get(site, "/users/7").status());
        assertSame(get(site, "/"), get(site, "/users/7"));
        assertEquals(404, get(site, "/app.js").status());
        assertEquals(404, StaticFiles.of(site).handle(Requests.of("POST", "/users/7")).status());
        String tag = get(site, "/").headers().joined("etag");
        assertEquals(304, get(site, "/users/7", "if-none-match", tag).status());
    }

    @Test
    void errorsHaveTheSitesPages() throws Exception {
        write("e/403.html", "<h1>No</h1>");
        write("e/lost.html", "lost ".repeat(500));
        Site site =
                load(
                        new Pages(
                                Map.of(403, "/e/403.html", 404, "/e/lost.html", 500, "/gone.html"),
                                "",
                                List.of()));
        Response lost = get(site, "/x", "accept-encoding", "gzip");
        assertEquals(404, lost.status());
        assertEquals("gzip", lost.headers().joined("content-encoding"));
        assertSame(lost, get(site, "/y", "accept-encoding", "gzip"));
        ErrorPages pages = new ErrorPages(() -> site);
        Response refused = Response.text(403, "text/plain; charset=utf-8", "no").with("x-a", "1");
        Response page = pages.filter(Requests.get("/x"), _ -> refused);
        assertEquals(403, page.status());
        assertEquals("<h1>No</h1>", text(page));
        assertEquals("1", page.headers().joined("x-a"));
        assertEquals("text/html; charset=utf-8", page.headers().joined("content-type"));
        assertEquals("no-cache", page.headers().joined("cache-control"));
        assertEquals("", page.headers().joined("etag"));
        for (Response stays :
                List.of(
                        Response.of(200),
                        Response.of(410),
                        Response.html(403, "app"),
                        Response.text(403, "application/problem+json", "{}"))) {
            assertSame(stays, pages.filter(Requests.get("/x"), _ -> stays));
        }
    }

    @Test
    void aFailureHasItsPageAndGoesOn() throws Exception {
        write("500.html", "<h1>Sorry</h1>");
        Site site = load(new Pages(Map.of(500, "/500.html"), "", List.of()));
        IOException failure = new IOException("disk");
        Handler failing =
                _ -> {
                    throw failure;
                };
        AnsweredException answered =
                assertThrows(
                        AnsweredException.class,
                        () -> new ErrorPages(() -> site).filter(Requests.get("/"), failing));
        assertSame(failure, answered.getCause());
        assertEquals(500, answered.response().status());
        assertEquals("<h1>Sorry</h1>", text(answered.response()));
        Site without = load(Pages.DEFAULT);
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> new ErrorPages(() -> without).filter(Requests.get("/"), failing)));
    }

    private static final FileRules RULES =
            new FileRules(
                    new CacheRules(
                            List.of(new CacheRules.Rule(PathPattern.of("/**/*.css"), "max-age=9"))),
                    new FieldRules(
                            List.of(
                                    new FieldRules.Rule(
                                            PathPattern.of("/a/"),
                                            Headers.of("x-a", "1", "content-type", "text/x"),
                                            List.of("last-modified")))),
                    new Cors(
                            List.of(
                                    new Cors.Rule(
                                            PathPattern.of("/a/**"),
                                            Set.of("https://b.example"),
                                            List.of(),
                                            List.of(),
                                            List.of(),
                                            Cors.Credentials.LEFT_OUT,
                                            Duration.ZERO))));

    @Test
    void rulesAreInTheFilesSinceTheyWereLoaded() throws Exception {
        write("index.html", "home");
        write("a/index.html", "a");
        write("a/b.css", "b");
        Site site =
                SiteFiles.load(root, SiteOptions.DEFAULT.withRules(RULES), InstantSource.system())
                        .site();
        assertEquals("max-age=9", get(site, "/a/b.css").headers().joined("cache-control"));
        assertEquals("no-cache", get(site, "/").headers().joined("cache-control"));
        Headers a = get(site, "/a/").headers();
        assertEquals("1", a.joined("x-a"));
        assertEquals("text/x", a.joined("content-type"));
        assertEquals("", a.joined("last-modified"));
        assertEquals("origin", a.joined("vary"));
        Headers same = get(site, "/a/", "if-none-match", "*").headers();
        assertEquals("1", same.joined("x-a"));
        assertEquals("", same.joined("content-type"));
        assertEquals(
                "",
                get(site, "/").headers().joined("x-a") + get(site, "/").headers().joined("vary"));
        assertTrue(a.place() != null);
    }
}

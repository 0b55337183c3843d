package dev.homeport.http.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;

class StaticFilesTest {
    private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37.5Z");
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String CSS = "body { color: black }\n".repeat(50);

    @TempDir Path root = Path.of("");
    private StaticFiles files = StaticFiles.of(Site.EMPTY);

    @BeforeEach
    void load() {
        write("index.html", "<h1>Home</h1>");
        write("a.txt", "0123456789");
        write("main.css", CSS);
        write("docs/index.html", "docs");
        write("docs/sp ace.txt", "space");
        write("empty/x/y.bin", "y");
        write("empty.txt", "");
        write(".hidden", "no");
        write(".git/config", "no");
        write(".well-known/security.txt", "yes");
        files = StaticFiles.of(SiteFiles.load(root).site());
    }

    private void write(String name, String content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            Files.setLastModifiedTime(file, FileTime.from(CHANGED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response get(String path, String... fields) throws Exception {
        return files.handle(Requests.get(path, fields));
    }

    private static String text(Response response) {
        return response.body() instanceof Body.Bytes(var bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "";
    }

    @Test
    void aFileHasTypeDateAndTag() throws Exception {
        Response response = get("/a.txt");
        Headers headers = response.headers();
        assertEquals(200, response.status());
        assertEquals("0123456789", text(response));
        assertEquals("text/plain; charset=utf-8", headers.joined("content-type"));
        assertEquals(DATE, headers.joined("last-modified"));
        assertEquals("bytes", headers.joined("accept-ranges"));
        assertEquals("no-cache", headers.joined("cache-control"));
        assertEquals("", headers.joined("vary"));
        assertTrue(headers.joined("etag").matches("\"[\\w-]{20}\""), headers.joined("etag"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/index.html, 200",
        "/docs/, 200",
        "/docs/sp ace.txt, 200",
        "/empty.txt, 200",
        "/.well-known/security.txt, 200",
        "/docs, 301",
        "/empty/x, 301",
        "/empty/, 404",
        "/empty/x/, 404",
        "/nothing, 404",
        "/a.txt/, 404",
        "/a.txt/b, 404",
        "//a.txt, 404",
        "/A.TXT, 404",
        "/.hidden, 404",
        "/.git/config, 404",
        "/.git, 404",
        "/.git/, 404",
    })
    void findsWhatIsThereAndNothingElse(String path, int status) throws Exception {
        assertEquals(status, get(path).status());
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, '', /docs/",
        "/docs, q=1&r, /docs/?q=1&r",
        "/empty/x, //evil.example, /empty/x/?//evil.example",
    })
    void aDirectoryWithoutSlashGetsOne(String path, String query, String location)
            throws Exception {
        Target target = new Target("http", "a", 80, path, path, query);
        Response response = files.handle(Requests.about(target, "GET"));
        assertEquals(location, response.headers().joined("location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void filesAreOnlyRead(String method) throws Exception {
        Response response = files.handle(Requests.of(method, "/a.txt"));
        assertEquals(405, response.status());
        assertEquals("GET, HEAD", response.headers().joined("allow"));
        assertEquals(405, files.handle(Requests.of(method, "/docs")).status());
    }

    @Test
    void headIsGet() throws Exception {
        Response head = files.handle(Requests.of("HEAD", "/a.txt", "range", "bytes=0-1"));
        assertSame(get("/a.txt"), head); // The edge leaves the content out; ranges are for GET.
    }

    @Test
    void aRepeatedHitIsTheSameObject() throws Exception {
        assertSame(get("/a.txt"), get("/a.txt"));
        assertTrue(get("/a.txt").headers().place() != null);
    }

    @Test
    void formsDifferInTagAndVary() throws Exception {
        Headers plain = get("/main.css").headers();
        Headers br = get("/main.css", "accept-encoding", "br, gzip").headers();
        Headers gzip = get("/main.css", "accept-encoding", "gzip").headers();
        assertEquals("br", br.joined("content-encoding"));
        assertEquals("gzip", gzip.joined("content-encoding"));
        assertEquals("", plain.joined("content-encoding"));
        Headers zstd = get("/main.css", "accept-encoding", "zstd").headers();
        assertEquals("zstd", zstd.joined("content-encoding"));
        assertNotEquals(br.joined("etag"), zstd.joined("etag"));
        assertNotEquals(plain.joined("etag"), br.joined("etag"));
        assertNotEquals(plain.joined("etag"), gzip.joined("etag"));
        assertNotEquals(br.joined("etag"), gzip.joined("etag"));
        for (Headers each : new Headers[] {plain, br, gzip, zstd}) {
            assertEquals("accept-encoding", each.joined("vary"));
            assertEquals("text/css; charset=utf-8", each.joined("content-type"));
        }
    }

    @Test
    void notModifiedNamesTheForm() throws Exception {
        String tag = get("/main.css", "accept-encoding", "br").headers().joined("etag");
        Response same = get("/main.css", "accept-encoding", "br", "if-none-match", tag);
        assertEquals(304, same.status());
        assertEquals(tag, same.headers().joined("etag"));
        assertEquals("accept-encoding", same.headers().joined("vary"));
        assertEquals("no-cache", same.headers().joined("cache-control"));
        assertEquals(0, same.body().length());
        assertEquals(200, get("/main.css", "if-none-match", tag).status());
    }

    @Test
    void datesAndTagsAreConditions() throws Exception {
        String tag = get("/a.txt").headers().joined("etag");
        assertEquals(304, get("/a.txt", "if-modified-since", DATE).status());
        assertEquals(412, get("/a.txt", "if-match", "\"x\"").status());
        assertEquals(200, get("/a.txt", "if-match", tag).status());
        assertEquals(
                412,
                get("/a.txt", "if-unmodified-since", "Sun, 06 Nov 1994 08:49:36 GMT").status());
        assertEquals(412, get("/a.txt", "if-match", "\"x\"", "if-none-match", tag).status());
    }

    @Test
    void refusesWhoTakesNoCoding() throws Exception {
        assertEquals(406, get("/a.txt", "accept-encoding", "identity;q=0").status());
        assertEquals(200, get("/main.css", "accept-encoding", "identity;q=0, br").status());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, 0, bytes 0-0/10",
        "bytes=2-4, 206, 234, bytes 2-4/10",
        "bytes=8-, 206, 89, bytes 8-9/10",
        "bytes=-3, 206, 789, bytes 7-9/10",
        "bytes=-30, 206, 0123456789, bytes 0-9/10",
        "bytes=5-500, 206, 56789, bytes 5-9/10",
        "bytes=10-, 416, '', bytes */10",
        "bytes=-0, 416, '', bytes */10",
        "'bytes=0-1,3-4', 206, 01234, bytes 0-4/10",
        "'bytes=0-4,5-', 206, 0123456789, bytes 0-9/10",
        "items=0-1, 200, 0123456789, ''",
        "bytes=4-2, 200, 0123456789, ''",
    })
    void rangesAreParts(String range, int status, String content, String contentRange)
            throws Exception {
        Response response = get("/a.txt", "range", range);
        assertEquals(status, response.status());
        assertEquals(content, text(response));
        assertEquals(contentRange, response.headers().joined("content-range"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 20})
    void severalRangesComeInOneAnswer(int memoryBytesMax) throws Exception {
        write("long.txt", "0123456789".repeat(100));
        SiteOptions options = SiteOptions.DEFAULT.withMemory(memoryBytesMax, 1 << 20);
        files = StaticFiles.of(SiteFiles.load(root, options, InstantSource.system()).site());
        Request request = Requests.get("/long.txt", "range", "bytes=-3,0-1,1005-");
        Response response = files.handle(request);
        assertEquals(206, response.status());
        String boundary = "part-" + response.headers().joined("etag").replace("\"", "");
        assertEquals(
                "multipart/byteranges; boundary=" + boundary,
                response.headers().joined("content-type"));
        assertEquals("", response.headers().joined("content-range"));
        String type = "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes ";
        assertEquals(
                ("\r\n--#" + type + "997-999/1000\r\n\r\n789")
                        .concat("\r\n--#" + type + "0-1/1000\r\n\r\n01\r\n--#--\r\n")
                        .replace("#", boundary),
                text(response));
        boolean onDisk = memoryBytesMax == 0;
        assertEquals(onDisk ? Execution.BLOCKING : Execution.INLINE, files.execution(request));
        assertEquals(
                Execution.INLINE, files.execution(Requests.get("/long.txt", "range", "bytes=0-1")));
    }

    private static String hexadecimal(int length) {
        StringBuilder text = new StringBuilder(length);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < length; i++) text.append(Character.forDigit(random.nextInt(16), 16));
        return text.toString();
    }

    @Test
    void severalRangesOfACodedFormAreTheWhole() throws Exception {
        write("long.txt", hexadecimal(4000));
        files = StaticFiles.of(SiteFiles.load(root).site());
        String[] fields = {"accept-encoding", "br", "range", "bytes=0-0,-1"};
        assertEquals(200, get("/long.txt", fields).status());
        assertEquals("br", get("/long.txt", fields).headers().joined("content-encoding"));
        fields[3] = "bytes=0-0";
        assertEquals(206, get("/long.txt", fields).status());
    }

    @Test
    void manyPartsOnDiskAreTheWholeAndAShrunkenFileIsAnError() throws Exception {
        write("long.txt", "0123456789".repeat(300_000));
        SiteOptions options = SiteOptions.DEFAULT.withMemory(0, 0);
        files = StaticFiles.of(SiteFiles.load(root, options, InstantSource.system()).site());
        assertEquals(206, get("/long.txt", "range", "bytes=0-524287,-524288").status());
        assertEquals(200, get("/long.txt", "range", "bytes=0-524287,-524289").status());
        write("long.txt", "short");
        assertThrows(java.io.EOFException.class, () -> get("/long.txt", "range", "bytes=0-9,-10"));
    }

    @Test
    void ifRangeDecidesBetweenPartAndWhole() throws Exception {
        String tag = get("/a.txt").headers().joined("etag");
        assertEquals(206, get("/a.txt", "range", "bytes=0-1", "if-range", tag).status());
        assertEquals(206, get("/a.txt", "range", "bytes=0-1", "if-range", DATE).status());
        assertEquals(200, get("/a.txt", "range", "bytes=0-1", "if-range", "\"x\"").status());
        assertEquals(200, get("/a.txt", "range", "bytes=0-1", "if-range", "W/" + tag).status());
    }

    @Test
    void aSitesOwnPageSaysNotFound() throws Exception {
        assertEquals("There is no such page.\n", text(get("/nothing")));
        write("404.html", "<h1>Lost</h1>");
        files = StaticFiles.of(SiteFiles.load(root).site());
        Response response = get("/nothing", "if-none-match", "*");
        assertEquals(404, response.status());
        assertEquals("<h1>Lost</h1>", text(response));
        assertFalse(response.headers().contains("etag"));
    }

    @Test
    void anotherHandlerMayTakeWhatIsNoFile() throws Exception {
        Handler app = request -> Response.text(200, "text/plain", "app " + request.path());
        StaticFiles before = files.otherwise(app);
        Request dynamic = Requests.get("/products");
        assertEquals("app /products", text(before.handle(dynamic)));
        assertEquals(Execution.BLOCKING, before.execution(dynamic));
        assertEquals(Execution.INLINE, before.execution(Requests.get("/a.txt")));
        assertEquals("0123456789", text(before.handle(Requests.get("/a.txt"))));
    }

    @Test
    void hitsNeedNoFiles() throws Exception {
        Files.delete(root.resolve("a.txt"));
        assertEquals("0123456789", text(get("/a.txt")));
    }

    @Test
    void aDateInTheFutureIsNotClaimed() throws Exception {
        InstantSource before = InstantSource.fixed(CHANGED.minusSeconds(1000));
        Site site = SiteFiles.load(root, SiteOptions.DEFAULT, before).site();
        Headers headers = StaticFiles.of(site).handle(Requests.get("/a.txt")).headers();
        assertEquals("Sun, 06 Nov 1994 08:32:57 GMT", headers.joined("last-modified"));
    }
}

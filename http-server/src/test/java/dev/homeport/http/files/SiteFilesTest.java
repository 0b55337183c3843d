package dev.homeport.http.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.files.SiteFiles.Loaded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;

class SiteFilesTest {
    @TempDir Path root = Path.of("");

    private static Response get(Site site, String path, String... fields) throws Exception {
        return StaticFiles.of(site).handle(Requests.get(path, fields));
    }

    private Loaded load(SiteOptions options) {
        return SiteFiles.load(root, options, InstantSource.system());
    }

    private static String text(Response response) {
        byte[] bytes = ((Body.Bytes) response.body()).bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void largeFilesStayOnDisk() throws Exception {
        Files.writeString(root.resolve("at.bin"), "x".repeat(100));
        Files.writeString(root.resolve("past.bin"), "x".repeat(101));
        Site site = load(SiteOptions.DEFAULT.withMemory(100, 1000)).site();
        assertInstanceOf(Body.Bytes.class, get(site, "/at.bin").body());
        Path real = root.toRealPath().resolve("past.bin");
        assertEquals(new Body.FileRange(real, 0, 101), get(site, "/past.bin").body());
        Response part = get(site, "/past.bin", "range", "bytes=10-19");
        assertEquals(new Body.FileRange(real, 10, 10), part.body());
        assertEquals("bytes 10-19/101", part.headers().joined("content-range"));
    }

    @Test
    void aFolderThatCannotBeReadKeepsBeingServed() throws Exception {
        Path folder = root.resolve("site");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.resolve("sub/b.txt"), "b");
        LiveSite site = LiveSite.open(folder);
        Files.move(folder, root.resolve("aside"));
        assertTrue(site.refresh());
        assertEquals("a", text(get(site.current(), "/a.txt")));
        assertTrue(site.problems().getFirst().contains("keeps being served"));
        assertFalse(site.refresh());
        Files.delete(root.resolve("aside/a.txt"));
        Files.move(root.resolve("aside"), folder);
        Path sub = folder.resolve("sub");
        assertTrue(site.refresh());
        assertEquals(404, get(site.current(), "/a.txt").status());
        assertEquals("b", text(get(site.current(), "/sub/b.txt")));
        assertEquals(List.of(), site.problems());
        FileWalk.Found half =
                new FileWalk.Found(java.util.Map.of(), List.of("sub"), List.of("/sub/"));
        Loaded kept =
                SiteFiles.read(
                        half,
                        site.current(),
                        SiteOptions.DEFAULT,
                        InstantSource.system(),
                        Pass.LATER);
        assertEquals("b", text(get(kept.site(), "/sub/b.txt")));
        assertTrue(Files.isDirectory(sub));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 20})
    void zstandardIsAddedSoonAfterTheStart(int memoryBytesMax) throws Exception {
        Files.writeString(root.resolve("a.txt"), "aaaa bbbb ".repeat(200));
        Files.writeString(root.resolve("b.txt"), "short");
        SiteOptions options = SiteOptions.DEFAULT.withMemory(memoryBytesMax, 1 << 20);
        LiveSite site = LiveSite.open(root, options, InstantSource.system());
        String[] zstd = {"accept-encoding", "zstd, br;q=0.5"};
        Response first = get(site.current(), "/a.txt", zstd);
        assertEquals("br", first.headers().joined("content-encoding"));
        assertFalse(site.refresh());
        Response later = get(site.current(), "/a.txt", zstd);
        assertEquals("zstd", later.headers().joined("content-encoding"));
        assertEquals(
                first.headers().joined("etag").replace("-br", "-zstd"),
                later.headers().joined("etag"));
        Response br = get(site.current(), "/a.txt", "accept-encoding", "br");
        assertEquals(first.headers(), br.headers());
        assertEquals("", get(site.current(), "/b.txt", zstd).headers().joined("vary"));
        assertFalse(site.refresh());
        assertSame(later, get(site.current(), "/a.txt", zstd));
    }

    @Test
    void memoryHasABudget() throws Exception {
        Files.writeString(root.resolve("a.bin"), "x".repeat(60));
        Files.writeString(root.resolve("b.bin"), "x".repeat(41));
        Site site = load(SiteOptions.DEFAULT.withMemory(100, 100)).site();
        assertInstanceOf(Body.Bytes.class, get(site, "/a.bin").body());
        assertInstanceOf(Body.FileRange.class, get(site, "/b.bin").body());
        Site both = load(SiteOptions.DEFAULT.withMemory(100, 101)).site();
        assertInstanceOf(Body.Bytes.class, get(both, "/b.bin").body());
    }

    @Test
    void equalContentHasEqualTags() throws Exception {
        Files.writeString(root.resolve("a.bin"), "same");
        Files.writeString(root.resolve("b.bin"), "same");
        Files.writeString(root.resolve("c.bin"), "other");
        Site held = load(SiteOptions.DEFAULT).site();
        Site onDisk = load(SiteOptions.DEFAULT.withMemory(0, 0)).site();
        String tag = get(held, "/a.bin").headers().joined("etag");
        assertEquals(tag, get(held, "/b.bin").headers().joined("etag"));
        assertEquals(tag, get(onDisk, "/a.bin").headers().joined("etag"));
        assertNotEquals(tag, get(held, "/c.bin").headers().joined("etag"));
    }

    @Test
    void linksOutOfTheSiteAreRefused(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("a.txt"), "a");
        Files.createSymbolicLink(root.resolve("out.txt"), elsewhere.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("out"), elsewhere);
        Files.createSymbolicLink(root.resolve("in.txt"), root.resolve("a.txt"));
        Files.createSymbolicLink(root.resolve("gone.txt"), root.resolve("nowhere"));
        Loaded loaded = load(SiteOptions.DEFAULT);
        assertEquals(404, get(loaded.site(), "/out.txt").status());
        assertEquals(404, get(loaded.site(), "/out/secret.txt").status());
        assertEquals(404, get(loaded.site(), "/gone.txt").status());
        assertEquals("a", text(get(loaded.site(), "/in.txt")));
        assertEquals(3, loaded.problems().size(), loaded.problems().toString());
        assertTrue(loaded.problems().stream().anyMatch(p -> p.contains("out.txt: the link")));
    }

    @Test
    void aLoopOfLinksEnds() throws Exception {
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.writeString(root.resolve("a.txt"), "a");
        Loaded loaded = load(SiteOptions.DEFAULT);
        assertEquals("a", text(get(loaded.site(), "/loop/a.txt")));
        assertFalse(loaded.problems().isEmpty());
    }

    @Test
    void aMissingFolderIsAProblem() {
        Loaded loaded = SiteFiles.load(root.resolve("nowhere"));
        assertEquals(0, loaded.site().size());
        assertEquals(1, loaded.problems().size());
        assertTrue(loaded.problems().getFirst().contains("nowhere"));
    }

    @Test
    void thereIsABoundOnFiles() throws Exception {
        for (int i = 0; i < 4; i++) Files.writeString(root.resolve(i + ".txt"), "x");
        Loaded at = load(SiteOptions.DEFAULT.withFilesMax(4));
        assertEquals(4, at.site().size());
        assertEquals(List.of(), at.problems());
        Loaded past = load(SiteOptions.DEFAULT.withFilesMax(3));
        assertEquals(3, past.site().size());
        assertEquals(1, past.problems().size());
    }

    @Test
    void usesCompressedFilesThatAreThere() throws Exception {
        Files.writeString(root.resolve("app.js"), "let a = 1;\n".repeat(100));
        Files.writeString(root.resolve("app.js.br"), "not really brotli");
        Site site = load(SiteOptions.DEFAULT).site();
        Response response = get(site, "/app.js", "accept-encoding", "br");
        assertEquals("not really brotli", text(response));
        assertEquals("br", response.headers().joined("content-encoding"));
        assertEquals("text/javascript; charset=utf-8", response.headers().joined("content-type"));
    }

    @Test
    void ignoresCompressedFilesThatAreOlder() throws Exception {
        Files.writeString(root.resolve("app.js"), "let a = 1;\n".repeat(100));
        Path old = Files.writeString(root.resolve("app.js.gz"), "stale");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Site site = load(SiteOptions.DEFAULT).site();
        assertNotEquals("stale", text(get(site, "/app.js", "accept-encoding", "gzip")));
    }

    @Test
    void compressesOnlyWhatIsWorthIt() throws Exception {
        Files.writeString(root.resolve("at.css"), "a".repeat(256));
        Files.writeString(root.resolve("below.css"), "a".repeat(255));
        Files.writeString(root.resolve("a.png"), "a".repeat(5000));
        Site site = load(SiteOptions.DEFAULT).site();
        assertEquals("br", coding(site, "/at.css"));
        assertEquals("", coding(site, "/below.css"));
        assertEquals("", coding(site, "/a.png"));
        assertEquals("", get(site, "/a.png").headers().joined("vary"));
    }

    private static String coding(Site site, String path) throws Exception {
        return get(site, path, "accept-encoding", "br, gzip").headers().joined("content-encoding");
    }

    @Test
    void furtherFieldsAreOnEveryAnswer() throws Exception {
        Files.writeString(root.resolve("a.txt"), "a");
        SiteOptions options =
                SiteOptions.DEFAULT
                        .withFields(Headers.of("x-frame-options", "DENY"))
                        .withCacheControl("public, max-age=60");
        Site site = load(options).site();
        for (String[] fields :
                new String[][] {{}, {"if-none-match", "*"}, {"range", "bytes=0-0"}}) {
            Headers headers = get(site, "/a.txt", fields).headers();
            assertEquals("DENY", headers.joined("x-frame-options"));
            assertEquals("public, max-age=60", headers.joined("cache-control"));
        }
    }

    @Test
    void aLiveSiteFollowsItsFolder() throws Exception {
        Files.writeString(root.resolve("a.txt"), "one");
        Files.writeString(root.resolve("b.txt"), "b");
        LiveSite live = LiveSite.open(root);
        StaticFiles files = StaticFiles.of(live);
        Response b = files.handle(Requests.get("/b.txt"));
        assertFalse(live.refresh());

        change("a.txt", "two");
        assertTrue(live.refresh());
        assertEquals("two", text(files.handle(Requests.get("/a.txt"))));
        assertSame(b, files.handle(Requests.get("/b.txt")));

        Files.delete(root.resolve("a.txt"));
        Files.writeString(root.resolve("c.txt"), "c");
        assertTrue(live.refresh());
        assertEquals(404, files.handle(Requests.get("/a.txt")).status());
        assertEquals("c", text(files.handle(Requests.get("/c.txt"))));
        assertFalse(live.refresh());
    }

    private void change(String name, String content) throws IOException {
        Path file = Files.writeString(root.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    }
}

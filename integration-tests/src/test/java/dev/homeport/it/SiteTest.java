package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The demo site through the whole program, with a client that speaks HTTP/2. */
class SiteTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir static Path folder;
    private static RunningHomeport homeport;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        homeport = RunningHomeport.start(SiteFolder.ofDemo(folder));
        browser = Browser.of(homeport);
    }

    @AfterAll
    static void stop() {
        browser.close();
        homeport.close();
    }

    @Test
    void pagesComeOverHttp2() throws Exception {
        for (String path : new String[] {"/", "/products", "/guestbook", "/about-this-server"}) {
            HttpResponse<String> page = browser.get(path);
            assertEquals(200, page.statusCode(), path);
            assertEquals(HttpClient.Version.HTTP_2, page.version(), path);
            assertTrue(page.body().contains("</html>"), path);
        }
    }

    @Test
    void scriptsInAMessageAreShownAndNotRun() throws Exception {
        DurabilityTest.sign(browser, "<b>Mallory</b>", "<script>alert(1)</script>");

        String page = browser.get("/guestbook").body();

        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        assertFalse(page.contains("<script>alert(1)"), page);
    }

    @Test
    void theApiGivesTheStoredProductAndRefusesALostUpdate() throws Exception {
        JsonNode list = JSON.readTree(browser.get("/api/products").body());
        String id = list.get("items").get(0).get("id").asString();

        HttpResponse<String> product = browser.get("/api/products/" + id);
        HttpResponse<String> update =
                browser.send(
                        browser.request("/api/products/" + id)
                                .header("content-type", "application/json")
                                .header("if-match", "\"0\"")
                                .PUT(HttpRequest.BodyPublishers.ofString(product.body())));

        assertTrue(product.headers().firstValue("etag").isPresent());
        assertEquals(412, update.statusCode(), update.body());
        assertEquals("application/problem+json", update.headers().firstValue("content-type").get());
    }

    @Test
    void thePageAboutTheServerShowsThisVeryProcess() throws Exception {
        String page = browser.get("/about-this-server").body();

        assertTrue(page.contains("CNAME"), page);
        assertTrue(page.contains("127.0.0.1:" + homeport.port("dns")), page);
        assertTrue(page.contains("127.0.0.1:" + homeport.port("https")), page);
    }

    @Test
    void aFileThatChangesOnDiskIsServedAnew() throws Exception {
        Path file = folder.resolve("sites/www.foobar.com/fresh.txt");
        Files.writeString(file, "one\n");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> browser.get("/fresh.txt").body().equals("one\n"));

        Files.writeString(file, "two, and longer\n");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> browser.get("/fresh.txt").body().equals("two, and longer\n"));
    }

    @Test
    void everyRequestIsInTheAccessLog() throws Exception {
        browser.get("/products?mark=logged");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> accessLog().contains("\"GET /products?mark=logged HTTP/2.0\" 200 "));
    }

    private static String accessLog() throws Exception {
        Path file = homeport.site().data().resolve("log/access.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}

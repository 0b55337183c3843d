package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Who may ask a configured site for what, through the whole program. */
class SiteAccessTest {
    private static final String RULES =
            """
            [[site]]
            host = "guarded.foobar.com"
            root = "guarded"
            https-only = true
            hsts = { subdomains = true }
            errors = { 401 = "/who.html" }

            [[site.access]]
            path = "/intern/**"
            deny = ["127.0.0.0/8", "::1"]

            [[site.rate-limit]]
            path = "/api/**"
            requests = 2
            per = "1h"

            [[site.cors]]
            path = "/api/**"
            origins = ["https://app.example"]
            methods = ["PUT"]

            [[site.auth]]
            path = "/staff/**"
            users = { ann = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW" }
            users-file = "users"
            """;

    private static final String ARGON2ID_OF_PASSWORD =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @TempDir static Path folder;
    private static RunningHomeport homeport;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        for (String path :
                new String[] {"index.html", "who.html", "intern/a", "staff/a", "api/a"}) {
            Path file = folder.resolve("guarded").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "this is " + path);
        }
        Files.writeString(folder.resolve("users"), "bob:" + ARGON2ID_OF_PASSWORD + "\n");
        Files.writeString(
                site.configuration(), Files.readString(site.configuration()) + "\n" + RULES);
        homeport = RunningHomeport.start(site);
        client = HttpClient.newBuilder().sslContext(Browser.trusting(homeport.authority())).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        homeport.close();
    }

    private static HttpRequest.Builder ask(String scheme, String path) {
        String origin = scheme + "://guarded.foobar.com:" + homeport.port(scheme);
        return HttpRequest.newBuilder(URI.create(origin + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join("; ", response.headers().allValues(name));
    }

    @Test
    void whoAsksInTheClearIsSentToHttps() throws Exception {
        HttpResponse<String> plain = send(ask("http", "/staff/a?b=%20"));
        assertEquals(308, plain.statusCode());
        assertEquals(
                "https://guarded.foobar.com:" + homeport.port("https") + "/staff/a?b=%20",
                header(plain, "location"));
        assertEquals("", header(plain, "strict-transport-security"));
        HttpResponse<String> secure = send(ask("https", "/"));
        assertEquals("this is index.html", secure.body());
        assertEquals(
                "max-age=31536000; includeSubDomains", header(secure, "strict-transport-security"));
    }

    @Test
    void passwordsAreAskedForAndBothKindsOfHashesAreKnown() throws Exception {
        HttpResponse<String> asked = send(ask("https", "/staff/a"));
        assertEquals(401, asked.statusCode());
        assertEquals("this is who.html", asked.body());
        assertTrue(header(asked, "www-authenticate").startsWith("Basic realm="));
        assertEquals("nosniff", header(asked, "x-content-type-options"));
        for (String pair : new String[] {"ann:U*U", "bob:password", "ann:U*U"}) {
            assertEquals("this is staff/a", send(as(pair)).body());
        }
        assertEquals(401, send(as("ann:password")).statusCode());
        assertEquals(401, send(as("eve:U*U")).statusCode());
    }

    private static HttpRequest.Builder as(String pair) {
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return ask("https", "/staff/a").header("authorization", "Basic " + basic);
    }

    @Test
    void deniedAddressesAreKeptOut() throws Exception {
        HttpResponse<String> refused = send(ask("https", "/intern/a"));
        assertEquals(403, refused.statusCode());
        assertFalse(refused.body().contains("this is"));
    }

    @Test
    void scriptsOfAListedOriginMayReadUntilTheyAskTooOften() throws Exception {
        HttpRequest.Builder preflight =
                ask("https", "/api/a")
                        .header("origin", "https://app.example")
                        .header("access-control-request-method", "PUT")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> allowed = send(preflight);
        assertEquals(204, allowed.statusCode());
        assertEquals("PUT", header(allowed, "access-control-allow-methods"));
        HttpRequest.Builder get = ask("https", "/api/a").header("origin", "https://app.example");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> read = send(get);
            assertEquals(200, read.statusCode());
            assertEquals("https://app.example", header(read, "access-control-allow-origin"));
            assertEquals("origin", header(read, "vary"));
        }
        HttpResponse<String> tooMany = send(get);
        assertEquals(429, tooMany.statusCode());
        assertEquals("1800", header(tooMany, "retry-after"));
        assertEquals("https://app.example", header(tooMany, "access-control-allow-origin"));
    }
}

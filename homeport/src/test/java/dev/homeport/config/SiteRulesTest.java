package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Headers;
import dev.homeport.http.filter.Cors;
import dev.homeport.http.filter.FieldRules;
import dev.homeport.http.filter.Rate;
import dev.homeport.http.filter.Realm;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class SiteRulesTest {
    private static final String HASH =
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    @TempDir Path folder;

    private ConfigText site(String... lines) throws IOException {
        Path root = Files.createDirectories(folder.resolve("sites/www.foobar.com"));
        Files.writeString(root.resolve("lost.html"), "lost");
        Files.writeString(root.resolve("index.html"), "home");
        List<String> text = new ArrayList<>(List.of("[[site]]", "host = 'www.foobar.com'"));
        text.addAll(List.of(lines));
        return ConfigText.of(folder, text.toArray(String[]::new));
    }

    private SiteRules rules(String... lines) throws IOException {
        return ((Site.Content) site(lines).config().sites().getFirst()).rules();
    }

    @Test
    void nothingIsUsual() throws IOException {
        assertEquals(SiteRules.USUAL, rules());
    }

    @Test
    void pagesAreFilesOfTheSite() throws IOException {
        var pages =
                rules(
                                "fallback = '/index.html'",
                                "listings = ['/pub/**']",
                                "errors = { 403 = '/lost.html', 404 = '/lost.html' }")
                        .pages();
        assertEquals(Map.of(403, "/lost.html", 404, "/lost.html"), pages.errors());
        assertEquals("/index.html", pages.fallback());
        assertEquals(List.of(PathPattern.of("/pub/**")), pages.listings());
    }

    @Test
    void whatIsSentHasNamesAndValues() throws IOException {
        var fields =
                rules(
                                "headers = [{ path = '/a', set = { X-A = '1', x-b = '2' }, remove = 'X-C' }]",
                                "cache = [{ path = '/*.css', control = 'public, max-age=9' }]")
                        .fields();
        assertEquals(
                List.of(
                        new FieldRules.Rule(
                                PathPattern.of("/a"),
                                Headers.of("x-a", "1", "x-b", "2"),
                                List.of("x-c"))),
                fields.fields().rules());
        assertEquals("public, max-age=9", fields.cache().find("/a.css").orElseThrow());
    }

    @Test
    void accessIsByAddressRateAndOrigin() throws IOException {
        SiteRules rules =
                rules(
                        "access = [{ path = '/intern/**', allow = '192.0.2.0/24', deny = ['::1'] }]",
                        "rate-limit = [{ requests = 60, per = '1h', burst = 5 }]",
                        "[[site.cors]]",
                        "origins = ['https://a.example', 'null']",
                        "methods = ['PUT']",
                        "headers = ['Content-Type']",
                        "credentials = true",
                        "max-age = '1h'");
        var access = rules.addresses().rules().getFirst();
        assertEquals("[192.0.2.0/24]", access.allowed().toString());
        assertTrue(access.denied().getFirst().contains(InetAddress.ofLiteral("::1")));
        assertEquals(new Rate(60, Duration.ofHours(1), 5), rules.rates().getFirst().rate());
        assertEquals(
                new Cors.Rule(
                        PathPattern.ALL,
                        Set.of("https://a.example", "null"),
                        List.of("PUT"),
                        List.of("content-type"),
                        List.of(),
                        Cors.Credentials.ALLOWED,
                        Duration.ofHours(1)),
                rules.fields().cors().rules().getFirst());
    }

    @Test
    void usersComeFromHereAndFromAFile() throws IOException {
        Files.writeString(folder.resolve("users"), "bob:" + HASH + "\n");
        Realm realm =
                rules(
                                "[[site.auth]]",
                                "path = '/staff/**'",
                                "realm = 'Staff'",
                                "users = { ann = '" + HASH + "' }",
                                "users-file = 'users'",
                                "insecure = true")
                        .realms()
                        .getFirst();
        assertEquals(Set.of("ann", "bob"), realm.users().keySet());
        assertEquals(Realm.Transport.ANY, realm.transport());
        assertEquals("Staff", realm.name());
    }

    @Test
    void httpsIsKeptTo() throws IOException {
        assertEquals(
                new SiteRules.Transport(Switch.ON, "max-age=31536000"),
                rules("https-only = true", "hsts = {}").transport());
        assertEquals(
                new SiteRules.Transport(Switch.ON, "max-age=63072000; includeSubDomains; preload"),
                rules(
                                "https-only = true",
                                "hsts = { max-age = '730d', subdomains = true, preload = true }")
                        .transport());
        assertEquals(Switch.OFF, rules("security-headers = false").securityHeaders());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "errors = { 404 = '/no.html' }|there is no file \"/no.html\" in",
                "errors = { 404 = '/../up' }|there is no file \"/../up\" in",
                "errors = { 200 = '/lost.html' }|\"200\" is no status of an error",
                "errors = { x = '/lost.html' }|\"x\" is no status of an error",
                "errors = { 404 = 'lost.html' }|\"lost.html\" is no path in the site",
                "errors = { 404 = 7 }|where a string belongs",
                "fallback = '/app.html'|there is no file",
                "listings = true|where a list of strings belongs",
                "listings = ['pub']|it starts with no slash",
                "redirects = [{ to = '/b' }]|the rule has no from",
                "redirects = [{ from = '/a' }]|the rule has no to",
                "redirects = [{ from = '/a', to = '/$1' }]|a $ has no star to stand for",
                "redirects = [{ from = '/a', to = '/b', status = 303 }]|303 is no status of a redirect",
                "redirects = [{ from = '/a', to = '/b', status = 200 }]|outside 301 to 308",
                "redirects = [{ from = '/a', to = '/b', code = 301 }]|there is no key \"code\"",
                "headers = [{ path = '/a' }]|the rule changes no field",
                "headers = [{ set = { etag = 'x' } }]|the field etag is the server's own",
                "headers = [{ set = { 'x y' = 'x' } }]|\"x y\" is no name of a header field",
                "headers = [{ set = { x = \"a\\nb\" } }]|is no value of a header field",
                "headers = [{ remove = 'Date' }]|the field date is the server's own",
                "cache = [{ path = '/a' }]|the rule has no control",
                "cache = [{ control = 'for ever' }]|is no value of Cache-Control",
                "access = [{ path = '/a' }]|lets nobody in and keeps nobody out",
                "access = [{ allow = 'localhost' }]|is no network",
                "rate-limit = [{ per = '1m' }]|the rule has no requests",
                "rate-limit = [{ requests = 0 }]|outside 1 to 100000",
                "rate-limit = [{ requests = 1, burst = 100001 }]|outside 1 to 100000",
                "rate-limit = [{ requests = 1, per = '1d', burst = 100000 }]|more than a lifetime",
                "cors = [{ path = '/a' }]|the rule names no origins",
                "cors = [{ origins = 'https://a.example/' }]|is no origin as browsers write it",
                "cors = [{ origins = 'https://a.example:443' }]|is no origin as browsers write it",
                "cors = [{ origins = '*', credentials = true }]|alone and without credentials",
                "cors = [{ origins = ['*', 'null'] }]|alone and without credentials",
                "cors = [{ origins = '*', methods = 'put' }]|is no method we know",
                "cors = [{ origins = '*', headers = 'a b' }]|is no name of a header field",
                "auth = [{ path = '/a' }]|there are no users",
                "auth = [{ users = { ann = 'secret' } }]|hashed neither by bcrypt nor Argon2id",
                "auth = [{ users = { 'a:b' = 'secret' } }]|is empty or has a colon",
                "auth = [{ users-file = 'nobody' }]|nobody cannot be read",
                "auth = [{ realm = 'a\"b', users-file = 'x' }]|is no name of a realm",
                "hsts = {}|the site is served without",
                "hsts = { preload = true }|for a year at least",
            })
    void mistakesAreTold(String line, String message) throws IOException {
        String problems = String.join("\n", site(line).problems());
        assertTrue(problems.contains(message), problems);
        assertTrue(problems.startsWith("3:"), problems);
    }

    @Test
    void withoutHttpsNoSiteIsServedOverHttpsOnly() throws IOException {
        assertTrue(
                site("https-only = true", "[https]", "listen = []")
                        .problems()
                        .getFirst()
                        .startsWith("3:1: the site is served over HTTPS only"));
    }

    @Test
    void aSiteThatRedirectsHasNoRules() throws IOException {
        assertEquals(
                List.of("4:1: a site that redirects has no fallback; remove fallback or redirect"),
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "host = 'foobar.com'",
                                "redirect = 'www.foobar.com'",
                                "fallback = '/index.html'",
                                "[[site]]",
                                "host = 'www.foobar.com'")
                        .problems());
    }
}

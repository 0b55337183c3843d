package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SiteFieldsTest {
    private static final FieldRules RULES =
            new FieldRules(
                    List.of(
                            new FieldRules.Rule(
                                    PathPattern.ALL,
                                    Headers.of("x-a", "1", "content-type", "text/x"),
                                    List.of("x-usual", "server")),
                            new FieldRules.Rule(
                                    PathPattern.of("/b/**"), Headers.of("x-a", "2"), List.of())));
    private static final SiteFields FIELDS =
            new SiteFields(Headers.of("x-usual", "u", "x-other", "o"), RULES);

    private static Headers answered(String path, Response response) throws Exception {
        return FIELDS.filter(Requests.get(path), _ -> response).headers();
    }

    @Test
    void usualFieldsAreAddedAndRulesFollowed() throws Exception {
        Response app =
                Response.text(200, "text/plain", "x").with("server", "s").with("x-other", "");
        assertEquals(
                Headers.of("x-other", "", "x-a", "1", "content-type", "text/x"),
                answered("/", app));
        assertEquals("2", answered("/b/c", app).joined("x-a"));
    }

    @Test
    void whatHasNoContentGetsNoType() throws Exception {
        assertEquals(Headers.of("x-other", "o", "x-a", "1"), answered("/", Response.of(204)));
    }

    @Test
    void filesHaveTheirFieldsSinceTheyWereLoaded() throws Exception {
        Response file = new Response(200, Headers.of("etag", "\"x\"").kept(), Body.empty());
        assertSame(file, FIELDS.filter(Requests.get("/"), _ -> file));
        Response page = new Response(404, Headers.of("x-b", "x").kept(), Body.empty());
        Response changed = FIELDS.filter(Requests.get("/"), _ -> page);
        assertEquals("1", changed.headers().joined("x-a"));
        Response whole = new Response(404, changed.headers().kept(), Body.empty());
        assertSame(whole, FIELDS.filter(Requests.get("/"), _ -> whole));
    }

    @ParameterizedTest
    @CsvSource({
        "/x.css, 200, max-age=9",
        "/x.css, 304, max-age=9",
        "/x.css, 404, ''",
        "/x.css, 302, ''",
        "/x.js, 200, ''",
    })
    void onlyWhatIsFoundMayBeKept(String path, int status, String value) throws Exception {
        CacheRules rules =
                new CacheRules(
                        List.of(
                                new CacheRules.Rule(PathPattern.of("/*.css"), "max-age=9"),
                                new CacheRules.Rule(PathPattern.of("/*.css"), "max-age=1")));
        Response plain = rules.filter(Requests.get(path), _ -> Response.of(status));
        assertEquals(value, plain.headers().joined("cache-control"));
        Response own = Response.of(status).with("cache-control", "no-store");
        assertSame(own, rules.filter(Requests.get(path), _ -> own));
    }
}

package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.filter.Cors.Credentials;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class CorsTest {
    private static final String APP = "https://app.example";
    private static final Handler NEXT = _ -> Response.of(200).with("vary", "cookie");

    private static Cors.Rule rule(
            String paths, Set<String> origins, List<String> fields, Credentials credentials) {
        return new Cors.Rule(
                PathPattern.of(paths),
                origins,
                List.of("PUT", "DELETE"),
                fields,
                List.of("etag"),
                credentials,
                Duration.ofMinutes(10));
    }

    private static final Cors CORS =
            new Cors(
                    List.of(
                            rule(
                                    "/api/**",
                                    Set.of(APP, "null"),
                                    List.of("content-type", "x-token"),
                                    Credentials.ALLOWED),
                            rule("/open/**", Set.of("*"), List.of("*"), Credentials.LEFT_OUT)));

    private static Headers get(String path, String... fields) throws Exception {
        return CORS.filter(Requests.get(path, fields), NEXT).headers();
    }

    private static Response preflight(String path, String origin, String... fields)
            throws Exception {
        Headers all =
                Headers.of("origin", origin, "access-control-request-method", "PUT")
                        .and(Headers.of(fields));
        String[] flat = new String[2 * all.size()];
        int[] at = {0};
        all.forEach(
                (name, value) -> {
                    flat[at[0]++] = name;
                    flat[at[0]++] = value;
                });
        return CORS.filter(Requests.of("OPTIONS", path, flat), NEXT);
    }

    @Test
    void aListedOriginMayReadWithCredentials() throws Exception {
        assertEquals(
                Headers.of(
                        "vary", "cookie, origin",
                        "access-control-allow-origin", APP,
                        "access-control-allow-credentials", "true",
                        "access-control-expose-headers", "etag"),
                get("/api/x", "origin", APP));
    }

    @Test
    void othersMayNotButTheAnswerVaries() throws Exception {
        Headers varied = Headers.of("vary", "cookie, origin");
        assertEquals(varied, get("/api/x", "origin", "https://evil.example"));
        assertEquals(varied, get("/api/x", "origin", "https://app.example.evil.example"));
        assertEquals(varied, get("/api/x", "origin", "HTTPS://APP.EXAMPLE"));
        assertEquals(varied, get("/api/x"));
    }

    @Test
    void everybodyMayReadWhatIsOpenAndThenNothingVaries() throws Exception {
        Headers open =
                Headers.of(
                        "vary", "cookie",
                        "access-control-allow-origin", "*",
                        "access-control-expose-headers", "etag");
        assertEquals(open, get("/open/x", "origin", "https://any.example"));
        assertEquals(open, get("/open/x"));
    }

    @Test
    void elsewhereNothingIsAdded() throws Exception {
        assertEquals(Headers.of("vary", "cookie"), get("/x", "origin", APP));
    }

    @Test
    void anAnswerThatSaysItAllIsLeftAsItIs() throws Exception {
        Response made =
                new Response(200, CORS.always("/api/x", Headers.none()), Response.of(200).body());
        assertSame(made, CORS.filter(Requests.get("/api/x"), _ -> made));
        assertEquals("origin", made.headers().joined("vary"));
    }

    @Test
    void aPreflightIsAnsweredWithoutTheHandler() throws Exception {
        Response allowed = preflight("/api/x", APP, "access-control-request-headers", "x-token");
        assertEquals(204, allowed.status());
        assertEquals(
                Headers.of(
                        "access-control-allow-origin",
                        APP,
                        "access-control-allow-credentials",
                        "true",
                        "vary",
                        "origin, access-control-request-method, access-control-request-headers",
                        "access-control-allow-methods",
                        "PUT, DELETE",
                        "access-control-allow-headers",
                        "content-type, x-token",
                        "access-control-max-age",
                        "600"),
                allowed.headers());
        Response refused = preflight("/api/x", "https://evil.example");
        assertEquals(403, refused.status());
        assertEquals("", refused.headers().joined("access-control-allow-origin"));
        assertEquals(200, preflight("/x", APP).status());
    }

    @Test
    void anyFieldIsAllowedByItsName() throws Exception {
        Headers any =
                preflight("/open/x", "null", "access-control-request-headers", "x-a, x-b")
                        .headers();
        assertEquals("x-a, x-b", any.joined("access-control-allow-headers"));
        Headers odd =
                preflight("/open/x", "null", "access-control-request-headers", "x a").headers();
        assertEquals("", odd.joined("access-control-allow-headers"));
    }

    @Test
    void optionsWithoutAQuestionGoToTheHandler() throws Exception {
        assertEquals(
                200, CORS.filter(Requests.of("OPTIONS", "/api/x", "origin", APP), NEXT).status());
    }

    @Test
    void everybodyAndCredentialsDoNotGoTogether() {
        for (Set<String> origins : List.of(Set.of("*"), Set.of("*", APP))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> rule("/", origins, List.of(), Credentials.ALLOWED));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> rule("/", Set.of("*", APP), List.of(), Credentials.LEFT_OUT));
    }

    @Test
    void whatVariesByEverythingDoesNotNeedAName() {
        assertEquals(Headers.of("vary", "*"), Vary.with(Headers.of("vary", "*"), "origin"));
        assertEquals(
                Headers.of("vary", "a, Origin"),
                Vary.with(Headers.of("vary", "a, Origin"), "origin"));
    }
}

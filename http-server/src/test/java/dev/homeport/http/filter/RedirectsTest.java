package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.http.Handler;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.Target;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RedirectsTest {
    private static final Handler NEXT = _ -> Response.of(204);

    private static Redirection rule(String from, String to, int status) {
        return new Redirection(PathPattern.of(from), to, status);
    }

    private static Response ask(Redirection rule, String target) throws Exception {
        return new Redirects(List.of(rule)).filter(Requests.of("GET", target), NEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/old|/new|/old|/new",
                "/old|/new|/old?a=1&b|/new?a=1&b",
                "/old|/new?v=2|/old?a=1|/new?v=2&a=1",
                "/old|/new#top|/old?a=1|/new?a=1#top",
                "/old/**|/new/$1|/old/a/b|/new/a/b",
                "/old/**|/new/$1|/old|/new/",
                "/*/by/*|/$2/of/$1|/cats/by/ann|/ann/of/cats",
                "/b/**|/$1|/b//evil.example/x|/evil.example/x",
                "/b/**|/$1|/b/\\evil.example|/%5Cevil.example",
                "/b/*|/c/$1|/b/ü <|/c/%C3%BC%20%3C",
                "/b/**|https://b.example/$1|/b/x|https://b.example/x",
                "/b/**|https://b.example/$1|/b//x|https://b.example//x",
                "/b|https://b.example|/b?q|https://b.example?q",
            })
    void leadsThere(String from, String to, String target, String location) throws Exception {
        Response response = ask(rule(from, to, 302), target);
        assertEquals(302, response.status());
        assertEquals(location, response.headers().joined("location"));
    }

    @Test
    void lineBreaksOfAPathStayInIt() throws Exception {
        Target target = new Target("http", "a", 80, "/b/x\r\ny: z", "/b/x%0D%0Ay:%20z", "");
        Response response =
                new Redirects(List.of(rule("/b/*", "/$1", 301)))
                        .filter(Requests.about(target, "GET"), NEXT);
        assertEquals("/x%0D%0Ay%3A%20z", response.headers().joined("location"));
    }

    @Test
    void theFirstRuleThatFitsCountsAndOthersPass() throws Exception {
        Redirects rules = new Redirects(List.of(rule("/a", "/1", 301), rule("/*", "/b/2", 308)));
        assertEquals(301, rules.filter(Requests.get("/a"), NEXT).status());
        assertEquals(308, rules.filter(Requests.get("/c"), NEXT).status());
        assertEquals(204, rules.filter(Requests.get("/c/d"), NEXT).status());
    }

    @ParameterizedTest
    @CsvSource({
        "/a, b",
        "/a, //b.example",
        "/a, ftp://b.example/",
        "/a, javascript:alert(1)",
        "/a, /$1",
        "/*, /b/$2",
        "/*, /b/$",
        "/*, /b/$0",
        "/*, https://$1.example/",
        "/*, https://$1",
        "/a, /b c",
        "/a, /a",
        "/a, /a?b",
        "/**, /b/$1",
        "/a/*, /a/index.html",
    })
    void whatLeadsAstrayIsRefused(String from, String to) {
        assertThrows(IllegalArgumentException.class, () -> rule(from, to, 301));
    }

    @Test
    void onlyRedirectsRedirect() {
        assertThrows(IllegalArgumentException.class, () -> rule("/a", "/b", 200));
        assertThrows(IllegalArgumentException.class, () -> rule("/a", "/b", 303));
    }
}

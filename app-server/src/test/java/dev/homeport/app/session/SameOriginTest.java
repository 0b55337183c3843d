package dev.homeport.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.app.fake.Visitor;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Body;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

class SameOriginTest {
    private static final Visitor VISITOR =
            new Visitor(
                    request ->
                            switch (SameOrigin.admit(request)) {
                                case Outcome.Good<Request> _ -> Response.of(204);
                                case Outcome.Refused<Request>(var problem) ->
                                        Response.of(problem.status());
                            });

    private static int status(String... fields) {
        return VISITOR.send("POST", "/", Body.empty(), fields).status();
    }

    @Test
    void admitsItsOwnPages() {
        assertEquals(204, status("origin", "http://www.foobar.com:8080"));
        assertEquals(204, status("sec-fetch-site", "same-origin"));
    }

    @Test
    void admitsWhoIsNoBrowserOrStartsAfresh() {
        assertEquals(204, status());
        assertEquals(204, status("sec-fetch-site", "none"));
    }

    @Test
    void refusesOtherOrigins() {
        assertEquals(403, status("origin", "http://evil.example"));
        assertEquals(403, status("origin", "null"));
        assertEquals(403, status("origin", "https://www.foobar.com:8080"));
        assertEquals(403, status("origin", "http://www.foobar.com"));
        assertEquals(403, status("origin", "http://www.foobar.com:8080.evil.example"));
        assertEquals(403, status("origin", ""));
    }

    @Test
    void refusesOtherSitesAndNeighbouringNames() {
        assertEquals(403, status("sec-fetch-site", "cross-site"));
        assertEquals(403, status("sec-fetch-site", "same-site"));
        assertEquals(
                403,
                status("origin", "http://www.foobar.com:8080", "sec-fetch-site", "cross-site"));
    }
}

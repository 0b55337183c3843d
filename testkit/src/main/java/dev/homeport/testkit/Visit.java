package dev.homeport.testkit;

import dev.homeport.http.Request;
import dev.homeport.http.Response;

import java.time.Instant;

/**
 * A request that reached the web server of a test, and its answer.
 *
 * @param instant when, by the clock of the test
 * @param request what was asked, normalised
 * @param response what was answered, before it was framed for the client
 */
public record Visit(Instant instant, Request request, Response response) {

    /** Shorthand for the path of the request. */
    public String path() {
        return request.path();
    }

    /** Shorthand for the status of the answer. */
    public int status() {
        return response.status();
    }
}

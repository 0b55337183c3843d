package dev.homeport.app.problem;

import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.StoreProblem;

/** A handler that says as a value why it has no answer; {@link Boundary} makes one of that. */
@FunctionalInterface
public interface Endpoint {

    /** Answers {@code request}. */
    Outcome<Response> answer(Request request) throws StoreProblem;
}

package dev.homeport.app.problem;

import dev.homeport.http.Body;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.storage.StoreProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where problems become answers: JSON for programs, pages for people.
 *
 * <p>As a filter it also gives a body to answers of failure that have none, such as the router's
 * 405. Immutable.
 */
public final class Boundary implements Filter {
    private final Predicate<Request> isForPrograms;
    private final Rendering page;

    /** How a problem is shown. */
    @FunctionalInterface
    public interface Rendering {
        /** The answer to {@code request} that tells {@code problem}. */
        Response respond(Request request, Problem problem);
    }

    /**
     * @param isForPrograms whether the answer to a request is read by a program
     * @param page shows a problem to people
     */
    public Boundary(Predicate<Request> isForPrograms, Rendering page) {
        this.isForPrograms = isForPrograms;
        this.page = page;
    }

    /** {@code endpoint} as a handler whose problems are told. */
    public Handler guard(Endpoint endpoint) {
        return request -> {
            try {
                return switch (endpoint.answer(request)) {
                    case Outcome.Good<Response>(Response response) -> response;
                    case Outcome.Refused<Response>(Problem problem) -> respond(request, problem);
                };
            } catch (StoreProblem problem) {
                return respond(request, ProblemTable.of(problem));
            }
        };
    }

    /** A problem is told alike to all who ask alike. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        return next.standing(request);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        if (response.status() < 400 || !(response.body() instanceof Body.Empty)) return response;
        Response told = respond(request, ProblemTable.of(response.status()));
        List<Response> merged = new ArrayList<>(List.of(told));
        response.headers()
                .forEach((name, value) -> merged.set(0, merged.getFirst().and(name, value)));
        return merged.getFirst();
    }

    private Response respond(Request request, Problem problem) {
        if (isForPrograms.test(request)) return ProblemJson.respond(problem);
        Response response = page.respond(request, problem);
        if (problem.retryAfterSeconds().isEmpty()) return response;
        return response.with("retry-after", Long.toString(problem.retryAfterSeconds().getAsLong()));
    }
}

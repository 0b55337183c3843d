package dev.homeport.app.gazette.layout;

import dev.homeport.app.page.Page;
import dev.homeport.app.problem.Problem;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

/** The page that tells a visitor what went wrong. */
public final class Failures {
    private Failures() {}

    /** The answer to {@code request} that tells {@code problem}. */
    public static Response respond(Request request, Problem problem) {
        Frame frame = Frame.of(request, problem.title());
        Page page = output -> JtefailureGenerated.render(output, Page.PLAIN, frame, problem);
        return page.respond(problem.status()).with("cache-control", "no-store");
    }
}

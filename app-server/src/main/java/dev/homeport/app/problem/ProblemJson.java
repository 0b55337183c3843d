package dev.homeport.app.problem;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.http.Response;

import java.util.List;
import java.util.Map;

/** A problem as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {
    private ProblemJson() {}

    /** {@code problem} as an answer for programs. */
    public static Response respond(Problem problem) {
        // RFC 9457 4.2.1: about:blank says that the status is all there is to the type.
        Json.Obj body =
                Json.object()
                        .with("type", "about:blank")
                        .with("title", problem.title())
                        .with("status", problem.status())
                        .with("detail", problem.detail());
        if (!problem.errors().isEmpty()) body = body.with("errors", errors(problem.errors()));
        Response response =
                Response.text(problem.status(), "application/problem+json", JsonWriter.write(body))
                        .with("cache-control", "no-store");
        if (problem.retryAfterSeconds().isEmpty()) return response;
        return response.with("retry-after", Long.toString(problem.retryAfterSeconds().getAsLong()));
    }

    private static Json.Obj errors(Map<String, List<String>> errors) {
        Json.Obj object = Json.object();
        for (var field : errors.entrySet()) {
            List<Json> messages = field.getValue().stream().<Json>map(Json.Text::new).toList();
            object = object.with(field.getKey(), new Json.Arr(messages));
        }
        return object;
    }
}

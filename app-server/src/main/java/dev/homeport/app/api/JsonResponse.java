package dev.homeport.app.api;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import java.util.List;
import java.util.Optional;

/** Answers of a JSON API. */
public final class JsonResponse {
    private JsonResponse() {}

    /** The record at {@code version}, or 304 when the one who asks has it. */
    public static Response record(Request request, Json.Obj json, long version) {
        String tag = Validator.of(version);
        if (Validator.isKnown(request, tag)) return validated(Response.of(304), tag);
        return validated(body(200, json), tag);
    }

    /** The record that was just written, at {@code version}. */
    public static Response written(Json.Obj json, long version) {
        return validated(body(200, json), Validator.of(version));
    }

    /** The record that was just created, at {@code version}, under {@code location}. */
    public static Response created(String location, Json.Obj json, long version) {
        return validated(body(201, json), Validator.of(version)).with("location", location);
    }

    /** A page of a list; {@code next} is the address of the following one. */
    public static Response list(List<Json> items, Optional<String> next) {
        Json.Obj json = Json.object().with("items", new Json.Arr(items));
        if (next.isPresent()) json = json.with("next", next.get());
        Response response = body(200, json).with("cache-control", "no-cache");
        // RFC 8288 3: for those who page without looking into the content.
        if (next.isEmpty()) return response;
        return response.with("link", "<" + next.get() + ">; rel=\"next\"");
    }

    /** What was found out now, for this request alone. */
    public static Response of(Json.Obj json) {
        return body(200, json).with("cache-control", "no-store");
    }

    private static Response validated(Response response, String tag) {
        return response.with("etag", tag).with("cache-control", "no-cache");
    }

    private static Response body(int status, Json json) {
        return Response.text(status, "application/json", JsonWriter.write(json));
    }
}

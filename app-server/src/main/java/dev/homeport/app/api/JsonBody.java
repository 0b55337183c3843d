package dev.homeport.app.api;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonLimits;
import dev.homeport.app.json.JsonReader;
import dev.homeport.app.problem.Outcome;
import dev.homeport.app.session.SameOrigin;
import dev.homeport.http.Body;
import dev.homeport.http.Request;

import java.util.Locale;
import java.util.Set;

/**
 * Reads the JSON object a request carries.
 *
 * <p>Only {@code application/json} is taken: a foreign page cannot make a browser send that type
 * without asking us first (Fetch, "CORS-safelisted request-header"), and we never agree.
 */
public final class JsonBody {
    private static final Set<String> TYPES =
            Set.of(
                    "application/json",
                    "application/json;charset=utf-8",
                    "application/json;charset=\"utf-8\"");
    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private JsonBody() {}

    /** The object in {@code request}; 403, 415, 413 or 400 when there is none to be had. */
    public static Outcome<Json.Obj> read(Request request) {
        return SameOrigin.admit(request).then(JsonBody::typed).then(JsonBody::parse);
    }

    /**
     * The object in {@code request}, which is to replace a record that shows the members {@code
     * shown} besides. These are the server's, so they are passed over: a program can send back what
     * it read. The path says which record is meant, If-Match in which state.
     */
    public static Outcome<Json.Obj> readReplacement(Request request, Set<String> shown) {
        return read(request).map(object -> object.without(shown));
    }

    private static Outcome<Request> typed(Request request) {
        String type = request.header("content-type").orElse("");
        String plain = type.replace(" ", "").toLowerCase(Locale.ROOT);
        if (TYPES.contains(plain) && request.headers().all("content-type").size() == 1) {
            return Outcome.of(request);
        }
        return Outcome.refused(415, "Send the data as application/json, in UTF-8.");
    }

    private static Outcome<Json.Obj> parse(Request request) {
        return switch (request.body()) {
            case Body.Empty() -> Outcome.refused(400, "The content is empty; send a JSON object.");
            case Body.Bytes(byte[] bytes) -> parse(bytes);
            case Body.FileRange _, Body.Stream _, Body.Incoming _, Body.Upgrade _ ->
                    Outcome.refused(413, tooLarge());
        };
    }

    private static Outcome<Json.Obj> parse(byte[] bytes) {
        if (bytes.length > JsonLimits.DEFAULT.bytesMax()) return Outcome.refused(413, tooLarge());
        return switch (READER.read(bytes)) {
            case JsonReader.Reading.Malformed(String why) ->
                    Outcome.refused(400, "The content is " + why);
            case JsonReader.Reading.Value(Json.Obj object) -> Outcome.of(object);
            case JsonReader.Reading.Value(Json other) ->
                    Outcome.refused(400, "Send a JSON object, not " + other.kind() + ".");
        };
    }

    private static String tooLarge() {
        return "The content is larger than " + JsonLimits.DEFAULT.bytesMax() + " bytes.";
    }
}

package dev.homeport.app.session;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.storage.Document;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the site remembers of one visitor. Immutable; {@link Sessions#save} writes a changed one.
 *
 * @param token the secret in the visitor's cookie, which is not stored
 * @param version the version of its document
 * @param created when it was opened
 * @param seen when its use was last noted
 * @param formSecret what the tokens in its forms are made from, in hexadecimal digits
 * @param values what features keep in it, by name
 */
public record Session(
        String token,
        long version,
        Instant created,
        Instant seen,
        String formSecret,
        Map<String, String> values) {
    private static final String FLASH = "flash";

    public Session {
        values = Map.copyOf(values);
    }

    /** The value {@code name}. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** This session with {@code value} under {@code name}. */
    public Session with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Session(token, version, created, seen, formSecret, more);
    }

    /** This session without the value {@code name}. */
    public Session without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new Session(token, version, created, seen, formSecret, fewer);
    }

    /** A message for the next page the visitor sees. */
    public Optional<String> flash() {
        return value(FLASH);
    }

    /** This session with {@code message} for the next page. */
    public Session withFlash(String message) {
        return with(FLASH, message);
    }

    /** This session after its message was shown. */
    public Session withoutFlash() {
        return without(FLASH);
    }

    Session seen(Instant now) {
        return new Session(token, version, created, now, formSecret, values);
    }

    Session version(long written) {
        return new Session(token, written, created, seen, formSecret, values);
    }

    Json.Obj json(Instant expires) {
        Json.Obj kept = Json.object();
        for (var value : values.entrySet()) kept = kept.with(value.getKey(), value.getValue());
        return Json.object()
                .with("expires", expires.toEpochMilli())
                .with("created", created.toEpochMilli())
                .with("seen", seen.toEpochMilli())
                .with("formSecret", formSecret)
                .with("values", kept);
    }

    static Session of(String token, Document document) {
        Json.Obj body = JsonReader.stored(document.json());
        Map<String, String> values = new LinkedHashMap<>();
        if (body.find("values").orElse(Json.object()) instanceof Json.Obj kept) {
            for (String name : kept.members().keySet()) values.put(name, kept.requireText(name));
        }
        return new Session(
                token,
                document.version(),
                Instant.ofEpochMilli(body.requireWhole("created")),
                Instant.ofEpochMilli(body.requireWhole("seen")),
                body.requireText("formSecret"),
                values);
    }

    /** Says nothing of the secrets, so that a session can stand in a message. */
    @Override
    public String toString() {
        return "Session[created=" + created + ", seen=" + seen + "]";
    }
}

package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.storage.Document;

import java.time.Instant;

/**
 * What somebody wrote into the guestbook.
 *
 * @param id its name; later entries have greater ones
 * @param version how often it was written
 * @param words who wrote what
 * @param created when it was written first
 */
public record Entry(String id, long version, Words words, Instant created) {

    /**
     * Who wrote what.
     *
     * @param name who
     * @param message what
     */
    public record Words(String name, String message) {}

    static Entry of(Document document) {
        Json.Obj body = JsonReader.stored(document.json());
        return new Entry(
                document.id(),
                document.version(),
                new Words(body.requireText("name"), body.requireText("message")),
                Instant.parse(body.requireText("created")));
    }

    static Json.Obj body(Words words, Instant created) {
        return Json.object()
                .with("name", words.name())
                .with("message", words.message())
                .with("created", created.toString());
    }

    /** How a program sees it. */
    Json.Obj json() {
        return Json.object()
                .with("id", id)
                .with("version", version)
                .with("name", words.name())
                .with("message", words.message())
                .with("created", created.toString());
    }
}

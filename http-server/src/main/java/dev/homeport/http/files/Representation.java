package dev.homeport.http.files;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Coding;
import dev.homeport.http.semantics.Conditional.Validators;

/**
 * One form of a file, in one coding, with the answers that do not depend on the request made ahead.
 *
 * @param coding how it is coded
 * @param validators what tells this state of it from another
 * @param whole 200 with all of it
 * @param notModified 304 (RFC 9110 15.4.5)
 */
record Representation(Coding coding, Validators validators, Response whole, Response notModified) {

    /** {@code common} are the fields of all forms of the file, {@code own} those of this one. */
    static Representation of(
            Coding coding, Validators validators, Headers common, Headers own, Body body) {
        Headers tagged = common.and("etag", validators.tag().text());
        return new Representation(
                coding,
                validators,
                new Response(200, tagged.and(own).kept(), body),
                new Response(304, tagged.kept(), Body.empty()));
    }

    Body body() {
        return whole.body();
    }
}

package dev.homeport.http.files;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Coding;
import dev.homeport.http.semantics.Conditional.Validators;

import java.util.function.UnaryOperator;

/**
 * One form of a file, in one coding, with the answers that do not depend on the request made ahead.
 *
 * @param coding how it is coded
 * @param validators what tells this state of it from another
 * @param whole 200 with all of it
 * @param notModified 304 (RFC 9110 15.4.5)
 */
record Representation(Coding coding, Validators validators, Response whole, Response notModified) {

    /**
     * @param common the fields of all forms of the file
     * @param own those of this one
     * @param rules makes of the fields of an answer what they are to be
     */
    static Representation of(
            Coding coding,
            Validators validators,
            Headers common,
            Headers own,
            UnaryOperator<Headers> rules,
            Body body) {
        Headers tagged = common.and("etag", validators.tag().text());
        return new Representation(
                coding,
                validators,
                new Response(200, rules.apply(tagged.and(own)).kept(), body),
                new Response(304, rules.apply(tagged).kept(), Body.empty()));
    }

    /** The content as that of an error: not what the path names, so without validators. */
    Representation asError(int status) {
        Headers fields =
                whole.headers()
                        .without("etag")
                        .without("last-modified")
                        .without("accept-ranges")
                        .with("cache-control", "no-cache");
        Response error = new Response(status, fields.kept(), body());
        return new Representation(coding, validators, error, error);
    }

    Body body() {
        return whole.body();
    }
}

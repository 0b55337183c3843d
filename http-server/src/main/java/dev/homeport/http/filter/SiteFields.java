package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;

import java.util.Optional;

/**
 * The fields that all answers of a site have, whoever gave them. Files found or not modified are
 * left as they are: these fields are in them since they were loaded. Immutable.
 *
 * @param usual fields for answers that do not have them yet
 * @param rules what is set and removed after that
 */
public record SiteFields(Headers usual, FieldRules rules) implements Filter {

    /** The same fields for everybody who asks for a path. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        return next.standing(request);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        boolean loaded = response.headers().place() != null && response.status() < 400;
        if (loaded) return response;
        Headers fields = response.headers();
        for (String name : usual.names()) {
            if (!fields.contains(name)) fields = fields.and(name, usual.joined(name));
        }
        fields = rules.apply(request.path(), fields);
        // The very same object is sent from bytes that are ready.
        if (fields.equals(response.headers())) return response;
        return new Response(response.status(), fields, response.body());
    }
}

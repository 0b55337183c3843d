package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Ascii;
import dev.homeport.http.semantics.PathPattern;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which other origins may read answers (Fetch Standard, section 3.2); the first rule about a
 * path counts. Immutable.
 *
 * @param rules in their order
 */
public record Cors(List<Rule> rules) implements Filter {
    /** Nobody else may read anything, which is what browsers do unless they are told. */
    public static final Cors NONE = new Cors(List.of());

    private static final String ORIGIN = "access-control-allow-origin";

    public Cors {
        rules = List.copyOf(rules);
    }

    /** Whether cookies and passwords may come along. */
    public enum Credentials {
        /** They may. */
        ALLOWED,
        /** They may not. */
        LEFT_OUT
    }

    /**
     * Who may do what.
     *
     * @param paths those it is about
     * @param origins such as {@code https://www.foobar.com}; {@code *} alone is everybody, which
     *     does not go together with credentials
     * @param methods those that may be used beside GET, HEAD and POST
     * @param fields names of request fields that scripts may set, in lower case; {@code *} alone is
     *     any
     * @param exposed names of response fields that scripts may read
     * @param maxAge how long a browser may rely on the answer to a preflight
     */
    public record Rule(
            PathPattern paths,
            Set<String> origins,
            List<String> methods,
            List<String> fields,
            List<String> exposed,
            Credentials credentials,
            Duration maxAge) {
        public Rule {
            origins = Set.copyOf(origins);
            methods = List.copyOf(methods);
            fields = List.copyOf(fields);
            exposed = List.copyOf(exposed);
            if (origins.contains("*") && (origins.size() > 1 || allowsCredentials(credentials))) {
                throw new IllegalArgumentException("* stands alone and without credentials");
            }
        }

        private static boolean allowsCredentials(Credentials credentials) {
            return credentials == Credentials.ALLOWED;
        }

        private boolean isForAll() {
            return origins.contains("*");
        }

        private boolean allows(String origin) {
            return isForAll() || origins.contains(origin);
        }

        private Headers granted(String origin) {
            Headers fields = Headers.of(ORIGIN, isForAll() ? "*" : origin);
            if (!allowsCredentials(credentials)) return fields;
            return fields.and("access-control-allow-credentials", "true");
        }
    }

    private Optional<Rule> find(String path) {
        for (Rule rule : rules) if (rule.paths().matches(path)) return Optional.of(rule);
        return Optional.empty();
    }

    /**
     * {@code fields} of an answer for {@code path} with what is true whoever asks; for answers that
     * are made ahead.
     */
    public Headers always(String path, Headers fields) {
        Optional<Rule> rule = find(path);
        if (rule.isEmpty()) return fields;
        if (!rule.get().isForAll()) return Vary.with(fields, "origin");
        return exposed(rule.get(), fields.with(ORIGIN, "*"));
    }

    private static Headers exposed(Rule rule, Headers fields) {
        if (rule.exposed().isEmpty()) return fields;
        return fields.with("access-control-expose-headers", String.join(", ", rule.exposed()));
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Optional<Rule> rule = find(request.path());
        if (rule.isEmpty()) return next.handle(request);
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && isPreflight(request)) {
            return preflight(request, rule.get(), origin.get());
        }
        Response response = next.handle(request);
        Headers fields = response.headers();
        if (!fields.contains(ORIGIN)) fields = always(request.path(), fields);
        if (origin.isPresent() && !rule.get().isForAll() && rule.get().allows(origin.get())) {
            Headers granted = rule.get().granted(origin.get());
            for (String name : granted.names()) fields = fields.with(name, granted.joined(name));
            fields = exposed(rule.get(), fields);
        }
        if (fields.equals(response.headers())) return response;
        return new Response(response.status(), fields, response.body());
    }

    private static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.headers().contains("access-control-request-method");
    }

    private static Response preflight(Request request, Rule rule, String origin) {
        Headers vary =
                Headers.of(
                        "vary",
                        "origin, access-control-request-method, access-control-request-headers");
        if (!rule.allows(origin)) {
            Response refusal =
                    Response.text(
                            403, "text/plain; charset=utf-8", "Not for scripts of this origin.\n");
            return new Response(403, refusal.headers().and(vary), refusal.body());
        }
        Headers fields = rule.granted(origin).and(vary);
        if (!rule.methods().isEmpty()) {
            fields = fields.and("access-control-allow-methods", String.join(", ", rule.methods()));
        }
        String allowed = allowedFields(request, rule);
        if (!allowed.isEmpty()) fields = fields.and("access-control-allow-headers", allowed);
        String seconds = Long.toString(rule.maxAge().toSeconds());
        return new Response(
                204, fields.and("access-control-max-age", seconds), dev.homeport.http.Body.empty());
    }

    /** With credentials a star would be a name; so any field is allowed by naming it again. */
    private static String allowedFields(Request request, Rule rule) {
        if (!rule.fields().contains("*")) return String.join(", ", rule.fields());
        String asked = request.headers().joined("access-control-request-headers");
        for (String name : asked.split(",", -1)) {
            if (!Ascii.isToken(Ascii.trim(name))) return "";
        }
        return asked;
    }
}

package dev.homeport.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Picks a handler by method and path.
 *
 * <p>A pattern is a path whose segments are literal or named, {@code /products/{id}}; a last
 * segment {@code {name...}} takes the rest of the path. Literal segments win over named ones. A
 * path that is known but not under this method is answered 405 with {@code Allow} (RFC 9110
 * 15.5.6); HEAD falls back to GET, OPTIONS is answered from the table. A path that is not known
 * goes to the fallback, 404 unless given. Immutable.
 */
public final class Router implements Handler {
    private final List<Route> routes;
    private final Handler fallback;

    private record Route(String method, List<String> pattern, Handler handler) {}

    private record Match(Handler handler, Map<String, String> parameters) {}

    private Router(List<Route> routes, Handler fallback) {
        this.routes = routes;
        this.fallback = fallback;
    }

    /** An empty table to add routes to. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Response handle(Request request) throws Exception {
        Match match = match(request);
        return match.handler().handle(request.withParameters(match.parameters()));
    }

    @Override
    public Execution execution(Request request) {
        return match(request).handler().execution(request);
    }

    @Override
    public Intake intake(Request head) {
        return match(head).handler().intake(head);
    }

    @Override
    public Optional<Standing> standing(Request request) {
        Match match = match(request);
        return match.handler().standing(request.withParameters(match.parameters()));
    }

    private Match match(Request request) {
        List<String> path = segments(request.path());
        Optional<Match> exact = match(request.method(), path);
        if (exact.isEmpty() && request.method().equals("HEAD")) exact = match("GET", path);
        if (exact.isPresent()) return exact.get();
        String allowed = allowed(path);
        if (allowed.isEmpty()) return new Match(fallback, Map.of());
        int status = request.method().equals("OPTIONS") ? 204 : 405;
        Response refusal = Response.of(status).with("allow", allowed);
        return new Match(Handler.inline(_ -> refusal), Map.of());
    }

    private Optional<Match> match(String method, List<String> path) {
        for (Route route : routes) {
            if (!route.method().equals(method)) continue;
            Optional<Map<String, String>> parameters = parameters(route.pattern(), path);
            if (parameters.isPresent()) {
                return Optional.of(new Match(route.handler(), parameters.get()));
            }
        }
        return Optional.empty();
    }

    private String allowed(List<String> path) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (parameters(route.pattern(), path).isPresent()) methods.add(route.method());
        }
        if (methods.contains("GET")) methods.add("HEAD");
        if (!methods.isEmpty()) methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private static Optional<Map<String, String>> parameters(
            List<String> pattern, List<String> path) {
        if (!isLike(pattern, path)) return Optional.empty();
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.endsWith("...}")) {
                String rest = String.join("/", path.subList(Math.min(i, path.size()), path.size()));
                parameters.put(part.substring(1, part.length() - 4), rest);
                return Optional.of(parameters);
            }
            if (isNamed(part)) parameters.put(part.substring(1, part.length() - 1), path.get(i));
        }
        return Optional.of(parameters);
    }

    /** Whether {@code path} fits {@code pattern}; asked of many routes, so it makes nothing. */
    private static boolean isLike(List<String> pattern, List<String> path) {
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.endsWith("...}")) return true;
            if (i >= path.size()) return false;
            String segment = path.get(i);
            boolean fits = isNamed(part) ? !segment.isEmpty() : part.equals(segment);
            if (!fits) return false;
        }
        return pattern.size() == path.size();
    }

    private static boolean isNamed(String part) {
        return part.startsWith("{");
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Collects routes; used by one thread. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();
        private Handler fallback =
                Handler.inline(_ -> Response.text(404, "text/plain", "not found\n"));

        private Builder() {}

        /** Answers GET (and HEAD) of {@code pattern} with {@code handler}. */
        public Builder get(String pattern, Handler handler) {
            return route("GET", pattern, handler);
        }

        /** Answers POST of {@code pattern} with {@code handler}. */
        public Builder post(String pattern, Handler handler) {
            return route("POST", pattern, handler);
        }

        /** Answers PUT of {@code pattern} with {@code handler}. */
        public Builder put(String pattern, Handler handler) {
            return route("PUT", pattern, handler);
        }

        /** Answers DELETE of {@code pattern} with {@code handler}. */
        public Builder delete(String pattern, Handler handler) {
            return route("DELETE", pattern, handler);
        }

        /** Answers {@code method} of {@code pattern} with {@code handler}. */
        public Builder route(String method, String pattern, Handler handler) {
            if (!pattern.startsWith("/")) {
                throw new IllegalArgumentException("a route starts with a slash: " + pattern);
            }
            routes.add(new Route(method, segments(pattern), handler));
            return this;
        }

        /** Answers every path no route knows with {@code handler}. */
        public Builder otherwise(Handler handler) {
            fallback = handler;
            return this;
        }

        /** The finished table. */
        public Router build() {
            List<Route> ordered = new ArrayList<>(routes);
            ordered.sort(Comparator.comparingInt(Builder::wildness));
            return new Router(List.copyOf(ordered), fallback);
        }

        private static int wildness(Route route) {
            int named = 0;
            for (String part : route.pattern()) {
                if (part.endsWith("...}")) named += 100;
                else if (isNamed(part)) named++;
            }
            return named;
        }
    }
}

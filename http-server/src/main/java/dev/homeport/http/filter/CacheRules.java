package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.semantics.PathPattern;

import java.util.List;
import java.util.Optional;

/**
 * How long what stands under some paths may be kept (RFC 9111 5.2); the first rule that fits
 * counts. As a filter it speaks for handlers that say nothing themselves, and only of what they
 * found: an error must not be kept for a year. Immutable.
 *
 * @param rules in their order
 */
public record CacheRules(List<Rule> rules) implements Filter {
    /** No rule. */
    public static final CacheRules NONE = new CacheRules(List.of());

    public CacheRules {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param paths those it is about
     * @param cacheControl the value of {@code Cache-Control}
     */
    public record Rule(PathPattern paths, String cacheControl) {}

    /** The value of {@code Cache-Control} for {@code path}, if some rule is about it. */
    public Optional<String> find(String path) {
        for (Rule rule : rules) {
            if (rule.paths().matches(path)) return Optional.of(rule.cacheControl());
        }
        return Optional.empty();
    }

    /** The same for everybody who asks for a path. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        return next.standing(request);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        int status = response.status();
        boolean found = status == 200 || status == 206 || status == 304;
        if (!found || response.headers().contains("cache-control")) return response;
        return find(request.path())
                .map(value -> response.with("cache-control", value))
                .orElse(response);
    }
}

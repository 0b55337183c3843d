package dev.homeport.http.filter;

import dev.homeport.http.Response;
import dev.homeport.http.Target;
import dev.homeport.http.semantics.PathPattern;
import dev.homeport.http.semantics.PathText;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule: who asks for these paths is sent there. Immutable.
 *
 * @param from the paths
 * @param to a path of the same host, or a whole {@code http} or {@code https} URL; {@code $1} to
 *     {@code $9} in its path stand for what the stars of {@code from} matched
 * @param status 301, 302, 307 or 308
 */
public record Redirection(PathPattern from, String to, int status) {
    /** The statuses a rule may have. */
    public static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308);

    public Redirection {
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("no status of a redirect: " + status);
        }
        requireTarget(to, from.stars());
        // A rule that leads to itself would send a browser round and round.
        String example = to.replaceAll("\\$[1-9]", "x").replaceAll("[?#].*", "");
        if (to.startsWith("/") && from.matches(example)) {
            throw new IllegalArgumentException("it leads to itself");
        }
    }

    private static void requireTarget(String to, int stars) {
        String path = to;
        if (!to.startsWith("/")) {
            int authority = to.startsWith("https://") ? 8 : to.startsWith("http://") ? 7 : -1;
            if (authority < 0) {
                throw new IllegalArgumentException("it is neither a path nor a URL of the web");
            }
            int slash = to.indexOf('/', authority);
            path = slash < 0 ? "" : to.substring(slash);
            if (to.substring(authority, to.length() - path.length()).indexOf('$') >= 0) {
                throw new IllegalArgumentException("a visitor must not choose the host");
            }
        } else if (to.startsWith("//")) {
            throw new IllegalArgumentException("two slashes at the start name another host");
        }
        requireReferences(path, stars);
        try {
            new URI(to.replace('$', '-'));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is no URL: " + e.getReason(), e);
        }
    }

    private static void requireReferences(String path, int stars) {
        for (int at = path.indexOf('$'); at >= 0; at = path.indexOf('$', at + 1)) {
            int number = at + 1 < path.length() ? path.charAt(at + 1) - '0' : 0;
            if (number < 1 || number > Math.min(9, stars)) {
                throw new IllegalArgumentException("a $ has no star to stand for");
            }
        }
    }

    /** Where {@code target} is sent to, if this rule is about it. */
    Optional<Response> answer(Target target) {
        return from.match(target.path())
                .map(stars -> Response.redirect(status, location(stars, target.query())));
    }

    private String location(List<String> stars, String query) {
        StringBuilder location = new StringBuilder(to.length() + 32);
        for (int i = 0; i < to.length(); i++) {
            if (to.charAt(i) != '$') location.append(to.charAt(i));
            else location.append(PathText.encode(stars.get(to.charAt(++i) - '1')));
        }
        // RFC 3986 4.2: two slashes at the start would name a host, and a visitor chose them.
        while (location.length() > 1 && location.charAt(0) == '/' && location.charAt(1) == '/') {
            location.deleteCharAt(0);
        }
        return withQuery(location, query);
    }

    private static String withQuery(StringBuilder location, String query) {
        if (query.isEmpty()) return location.toString();
        int hash = location.indexOf("#");
        int end = hash < 0 ? location.length() : hash;
        int mark = location.indexOf("?");
        boolean hasQuery = mark >= 0 && mark < end;
        return location.insert(end, (hasQuery ? "&" : "?") + query).toString();
    }
}

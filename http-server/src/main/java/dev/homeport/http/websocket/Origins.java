package dev.homeport.http.websocket;

import dev.homeport.http.Request;
import dev.homeport.http.Target;
import dev.homeport.http.semantics.Ascii;

import java.util.List;
import java.util.Set;

/**
 * From whose pages a browser may open a WebSocket (RFC 6455 10.2). Browsers let any page connect
 * anywhere and send cookies along, so that the server has to look at {@code Origin}; a program that
 * sends none is no browser and acts for nobody but itself.
 *
 * @param others origins beside the site's own, such as {@code https://www.foobar.com}; {@code *}
 *     stands for all
 */
public record Origins(Set<String> others) {
    /** The site's own pages alone. */
    public static final Origins SAME = new Origins(Set.of());

    /** The pages of everybody, for what has nothing to do with who asks. */
    public static final Origins ANY = new Origins(Set.of("*"));

    public Origins {
        others = Set.copyOf(others);
        for (String origin : others) {
            boolean isOrigin = origin.matches("https?://[a-z0-9._\\[\\]:-]+");
            if (!isOrigin && !origin.equals("*")) {
                throw new IllegalArgumentException("not an origin in lower case: " + origin);
            }
        }
    }

    /** The site's own pages and those of {@code origins}. */
    public static Origins andOf(String... origins) {
        return new Origins(Set.of(origins));
    }

    /** Whether {@code request} may open a WebSocket. */
    boolean admit(Request request) {
        List<String> sent = request.headers().all("origin");
        if (sent.isEmpty() || others.contains("*")) return true;
        if (sent.size() > 1) return false;
        String origin = Ascii.lower(Ascii.trim(sent.getFirst()));
        return origin.equals(own(request.target())) || others.contains(origin);
    }

    /** RFC 6454 6.2. */
    private static String own(Target target) {
        boolean usual = target.port() == (target.scheme().equals("https") ? 443 : 80);
        String host = target.host();
        boolean bare = host.contains(":") && !host.startsWith("[");
        return target.scheme()
                + "://"
                + (bare ? "[" + host + "]" : host)
                + (usual ? "" : ":" + target.port());
    }
}

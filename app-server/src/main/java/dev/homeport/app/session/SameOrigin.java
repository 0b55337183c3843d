package dev.homeport.app.session;

import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.Target;

import java.util.List;
import java.util.Set;

/**
 * Refuses what another site makes a visitor's browser send.
 *
 * <p>Browsers say where a request comes from in {@code Origin} (RFC 6454 7) and {@code
 * Sec-Fetch-Site} (W3C Fetch Metadata); scripts of a page cannot forge either. A program that is no
 * browser sends neither and is let through: it acts for nobody but itself.
 */
public final class SameOrigin {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** {@code request}, or 403 when it comes from another origin. */
    public static Outcome<Request> admit(Request request) {
        List<String> origins = request.headers().all("origin");
        boolean own = origins.isEmpty() || origins.equals(List.of(origin(request.target())));
        List<String> sites = request.headers().all("sec-fetch-site");
        boolean sameSite = sites.isEmpty() || (sites.size() == 1 && OWN_SITES.containsAll(sites));
        if (own && sameSite) return Outcome.of(request);
        return Outcome.refused(403, "This was sent from a page of another site.");
    }

    private static String origin(Target target) {
        boolean usual = target.port() == (target.scheme().equals("https") ? 443 : 80);
        String host =
                target.host().contains(":") && !target.host().startsWith("[")
                        ? "[" + target.host() + "]"
                        : target.host();
        return target.scheme() + "://" + host + (usual ? "" : ":" + target.port());
    }
}

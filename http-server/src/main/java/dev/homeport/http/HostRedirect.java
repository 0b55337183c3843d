package dev.homeport.http;

import java.util.Optional;

/**
 * Sends every request to another host, keeping scheme, port, path and query.
 *
 * <p>The place is built from our own host name and the path as it was checked, so that no path such
 * as {@code //elsewhere} can lead away.
 *
 * @param host the host to go to
 */
public record HostRedirect(String host) implements Handler {

    public HostRedirect {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean name =
                    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0;
            if (!name) throw new IllegalArgumentException("not a host name: " + host);
        }
        if (host.isEmpty()) throw new IllegalArgumentException("no host to go to");
    }

    @Override
    public Execution execution(Request request) {
        return Execution.INLINE;
    }

    @Override
    public Optional<Standing> standing(Request request) {
        return Optional.of(Standing.ALWAYS);
    }

    @Override
    public Response handle(Request request) {
        Target target = request.target();
        boolean usual = target.port() == (target.scheme().equals("https") ? 443 : 80);
        String location =
                target.scheme()
                        + "://"
                        + host
                        + (usual ? "" : ":" + target.port())
                        + target.rawPath()
                        + (target.query().isEmpty() ? "" : "?" + target.query());
        // RFC 9110 15.4.9: 308 keeps the method and the content.
        return Response.redirect(308, location);
    }
}

package dev.homeport.http.semantics;

import dev.homeport.http.Headers;
import dev.homeport.http.Protocol;
import dev.homeport.http.Target;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a request is one, for every protocol version alike: method, target and host.
 *
 * <p>On doubt it refuses, since two readings of one message is how requests are smuggled.
 */
public final class RequestCheck {
    /** The methods handlers may see. */
    public static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private static final String ALLOW = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    private RequestCheck() {}

    /**
     * What stands in front of a request's content.
     *
     * @param method the method as sent
     * @param target the request target as sent (HTTP/2: {@code :path})
     * @param scheme {@code http} or {@code https}, as the connection is
     * @param authority the value of {@code :authority} in HTTP/2; empty when there is none
     * @param headers the fields
     * @param protocol the version
     * @param localHost host to assume when an HTTP/1.0 request names none
     * @param localPort the port the connection came in on
     */
    public record Head(
            String method,
            String target,
            String scheme,
            String authority,
            Headers headers,
            Protocol protocol,
            String localHost,
            int localPort) {}

    /** What became of a request head. */
    public sealed interface Checked {

        /** It is a request about {@code target}. */
        record Accepted(Target target) implements Checked {}

        /** {@code OPTIONS *}: about the server as a whole (RFC 9110 9.3.7). */
        record ServerWide() implements Checked {}

        /** It gets {@code status} and, in HTTP/1.1, the connection closes. */
        record Refused(int status, String reason) implements Checked {}
    }

    /** Checks {@code head}. */
    public static Checked check(Head head) {
        if (!METHODS.contains(head.method())) return method(head.method());
        Optional<Authority> authority = authority(head);
        if (authority.isEmpty()) return refused(400, "missing, repeated or invalid host");
        if (expectsMore(head.headers())) return refused(417, "unknown expectation");
        String target = head.target();
        if (target.startsWith("/")) return origin(head, authority.get(), target);
        if (target.equals("*")) return asterisk(head);
        // RFC 9113 8.3.1: :path is never in absolute form.
        if (head.protocol() == Protocol.HTTP_2) return refused(400, "bad path");
        return absolute(head, target);
    }

    private static Checked method(String method) {
        // RFC 9110 9.3.8: TRACE would show a script the fields it must not see.
        if (method.equals("TRACE")) return refused(405, "TRACE is not allowed");
        // RFC 9110 9.1: a method that is not implemented.
        return Ascii.isToken(method) ? refused(501, "unknown method") : refused(400, "bad method");
    }

    /** The methods to name in {@code Allow} when one is refused with 405. */
    public static String allow() {
        return ALLOW;
    }

    private static Optional<Authority> authority(Head head) {
        List<String> hosts = head.headers().all("host");
        if (hosts.size() > 1) return Optional.empty();
        if (head.protocol() == Protocol.HTTP_2) return pseudoAuthority(head, hosts);
        if (!hosts.isEmpty()) return Authority.parse(hosts.getFirst());
        // RFC 9112 3.2: a request of HTTP/1.1 must name its host; HTTP/1.0 need not.
        if (head.protocol() == Protocol.HTTP_1_1) return Optional.empty();
        return Optional.of(new Authority(head.localHost(), head.localPort()));
    }

    /** RFC 9113 8.3.1: host and :authority, if both are there, must name the same. */
    private static Optional<Authority> pseudoAuthority(Head head, List<String> hosts) {
        if (head.authority().isEmpty()) {
            return hosts.isEmpty() ? Optional.empty() : Authority.parse(hosts.getFirst());
        }
        Optional<Authority> authority = Authority.parse(head.authority());
        if (!hosts.isEmpty() && !Authority.parse(hosts.getFirst()).equals(authority)) {
            return Optional.empty();
        }
        return authority;
    }

    /** RFC 9110 10.1.1: the only expectation there is, is 100-continue. */
    private static boolean expectsMore(Headers headers) {
        if (!headers.contains("expect")) return false;
        return !Ascii.lower(Ascii.trim(headers.joined("expect"))).equals("100-continue");
    }

    private static Checked origin(Head head, Authority authority, String target) {
        int mark = target.indexOf('?');
        String rawPath = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        if (!isQuery(query)) return refused(400, "illegal character in query");
        return switch (PathNormalizer.normalize(rawPath)) {
            case PathNormalizer.Path.Refused(var reason) -> refused(400, reason);
            case PathNormalizer.Path.Normal(var path) ->
                    new Checked.Accepted(
                            new Target(
                                    head.scheme(),
                                    authority.host(),
                                    port(authority, head.scheme()),
                                    path,
                                    rawPath,
                                    query));
        };
    }

    private static int port(Authority authority, String scheme) {
        if (authority.port() != 0) return authority.port();
        return scheme.equals("https") ? 443 : 80;
    }

    /** RFC 3986 3.4, and the other visible characters browsers send there as they are. */
    private static boolean isQuery(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') return false;
        }
        return true;
    }

    private static Checked asterisk(Head head) {
        // RFC 9112 3.2.4: the asterisk form is for OPTIONS alone.
        if (!head.method().equals("OPTIONS")) return refused(400, "asterisk without OPTIONS");
        return new Checked.ServerWide();
    }

    /** RFC 9112 3.2.2: the host of an absolute target replaces the one of the field. */
    private static Checked absolute(Head head, String target) {
        int colon = target.indexOf("://");
        if (colon < 0) return refused(400, "bad request target");
        String scheme = Ascii.lower(target.substring(0, colon));
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return refused(400, "unknown scheme in request target");
        }
        // RFC 9110 7.4: what was not asked over a secured connection is not answered as if it were.
        if (!scheme.equals(head.scheme()))
            return refused(421, "the scheme is not this connection's");
        int start = colon + 3;
        int end = start;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        Optional<Authority> authority = Authority.parse(target.substring(start, end));
        if (authority.isEmpty()) return refused(400, "bad host in request target");
        String rest = target.substring(end);
        // RFC 9112 3.2.4: OPTIONS without path in absolute form means the asterisk.
        if (rest.isEmpty() && head.method().equals("OPTIONS")) return new Checked.ServerWide();
        return origin(head, authority.get(), rest.startsWith("/") ? rest : "/" + rest);
    }

    private static Checked refused(int status, String reason) {
        return new Checked.Refused(status, reason);
    }
}

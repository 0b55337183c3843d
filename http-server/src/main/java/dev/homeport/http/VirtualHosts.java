package dev.homeport.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Picks a handler by the host a request is about. Immutable.
 *
 * <p>Over TLS or HTTP/2, where one connection serves several hosts, an unknown one is answered 421
 * so that the client asks elsewhere (RFC 9110 15.5.20); in the clear over HTTP/1.1 it is answered
 * 404. Requests to an IP address or to {@code localhost} go to a handler of their own, if there is
 * one.
 */
public final class VirtualHosts implements Handler {
    private final Map<String, Handler> hosts;
    private final Handler local;
    private final Handler unknown;

    private VirtualHosts(Map<String, Handler> hosts, Handler local, Handler unknown) {
        this.hosts = hosts;
        this.local = local;
        this.unknown = unknown;
    }

    /** The handlers of {@code hosts}; addresses and {@code localhost} are unknown. */
    public static VirtualHosts of(Map<String, ? extends Handler> hosts) {
        Map<String, Handler> lower = new HashMap<>();
        hosts.forEach((host, handler) -> lower.put(host.toLowerCase(Locale.ROOT), handler));
        Handler unknown = Handler.inline(VirtualHosts::unknown);
        return new VirtualHosts(Map.copyOf(lower), unknown, unknown);
    }

    /** These hosts, and {@code handler} for IP addresses and {@code localhost}. */
    public VirtualHosts withLocal(Handler handler) {
        return new VirtualHosts(hosts, handler, unknown);
    }

    /** These hosts, and {@code handler} for all others but addresses. */
    public VirtualHosts withUnknown(Handler handler) {
        return new VirtualHosts(hosts, local, handler);
    }

    @Override
    public Response handle(Request request) throws Exception {
        return find(request.target().host()).handle(request);
    }

    @Override
    public Execution execution(Request request) {
        return find(request.target().host()).execution(request);
    }

    @Override
    public Intake intake(Request head) {
        return find(head.target().host()).intake(head);
    }

    @Override
    public Optional<Standing> standing(Request request) {
        return find(request.target().host()).standing(request);
    }

    private Handler find(String host) {
        Handler exact = hosts.get(host);
        if (exact != null) return exact;
        return isLocal(host) ? local : unknown;
    }

    /** Names end in a letter (RFC 1123 2.1), addresses in a digit or a bracket. */
    private static boolean isLocal(String host) {
        if (host.equals("localhost") || host.endsWith("]")) return true;
        if (host.isEmpty()) return false;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) return false;
        }
        return true;
    }

    private static Response unknown(Request request) {
        boolean shared =
                request.target().scheme().equals("https")
                        || request.peer().protocol() == Protocol.HTTP_2;
        return Response.text(
                shared ? 421 : 404,
                "text/plain; charset=utf-8",
                "No site called " + request.target().host() + " is served here.\n");
    }
}

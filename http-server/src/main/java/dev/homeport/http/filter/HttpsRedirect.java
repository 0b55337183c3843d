package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.Target;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Sends who asks in the clear to the same place over TLS. It stands behind the table of hosts, so
 * that the host it names is one of ours.
 *
 * @param port where TLS is spoken, asked at each request since it is known only once it is bound
 */
public record HttpsRedirect(IntSupplier port) implements Filter {

    /** Where a visitor in the clear is sent depends on the port it came to. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        boolean isSecure = request.target().scheme().equals("https");
        return isSecure ? next.standing(request) : Optional.empty();
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Target target = request.target();
        if (target.scheme().equals("https")) return next.handle(request);
        int at = port(request);
        String location =
                "https://"
                        + target.host()
                        + (at == 443 ? "" : ":" + at)
                        + target.rawPath()
                        + (target.query().isEmpty() ? "" : "?" + target.query());
        // RFC 9110 15.4.9: 308 keeps the method and the content.
        return Response.redirect(308, location);
    }

    /**
     * Where the visitor finds TLS: who came to port 80 though we listen at another is led to us by
     * a router or a container, which then does the same with 443.
     */
    private int port(Request request) {
        boolean isForwarded =
                request.target().port() == 80 && request.peer().local().getPort() != 80;
        return isForwarded ? 443 : port.getAsInt();
    }
}

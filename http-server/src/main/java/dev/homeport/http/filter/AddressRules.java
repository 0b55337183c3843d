package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.PathPattern;

import java.net.InetAddress;
import java.util.List;

/**
 * Lets some addresses in and keeps others out, by the connection alone: no field of a request can
 * say where it comes from. Every rule about a path has to agree. Immutable.
 *
 * @param rules about whom
 */
public record AddressRules(List<Rule> rules) implements Filter {
    private static final Response FORBIDDEN =
            Response.text(403, "text/plain; charset=utf-8", "Not from this address.\n");

    public AddressRules {
        rules = List.copyOf(rules);
    }

    /**
     * Who may ask for some paths.
     *
     * @param paths those it is about
     * @param allowed these alone; empty for all
     * @param denied never these, even if they are allowed
     */
    public record Rule(PathPattern paths, List<Network> allowed, List<Network> denied) {
        public Rule {
            allowed = List.copyOf(allowed);
            denied = List.copyOf(denied);
        }

        boolean refuses(InetAddress client) {
            if (denied.stream().anyMatch(network -> network.contains(client))) return true;
            return !allowed.isEmpty()
                    && allowed.stream().noneMatch(network -> network.contains(client));
        }
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        InetAddress client = request.peer().remote().getAddress();
        for (Rule rule : rules) {
            if (rule.paths().matches(request.path()) && rule.refuses(client)) return FORBIDDEN;
        }
        return next.handle(request);
    }
}

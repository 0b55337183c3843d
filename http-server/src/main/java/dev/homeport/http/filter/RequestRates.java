package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.PathPattern;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets a client send only so many requests for some paths; one more is answered 429 with the time
 * to wait (RFC 6585 4). Every rule about a path counts. Thread-safe.
 */
public final class RequestRates implements Filter {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final List<Counted> rules;
    private final LongSupplier nanos;

    /**
     * One rule.
     *
     * @param paths those it is about
     * @param rate how often one client may ask for any of them
     */
    public record Rule(PathPattern paths, Rate rate) {}

    private record Counted(PathPattern paths, RateTable clients) {}

    /**
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     * @param seed by chance
     */
    public RequestRates(List<Rule> rules, LongSupplier nanos, long seed) {
        List<Counted> counted = new ArrayList<>();
        for (Rule rule : rules) {
            counted.add(new Counted(rule.paths(), new RateTable(rule.rate(), seed)));
        }
        this.rules = List.copyOf(counted);
        this.nanos = nanos;
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        InetAddress client = request.peer().remote().getAddress();
        for (Counted rule : rules) {
            if (!rule.paths().matches(request.path())) continue;
            long wait = rule.clients().take(client, nanos.getAsLong());
            if (wait > 0) return tooMany(wait);
        }
        return next.handle(request);
    }

    static Response tooMany(long waitNanos) {
        long seconds = (waitNanos + SECOND_NANOS - 1) / SECOND_NANOS;
        return Response.text(429, "text/plain; charset=utf-8", "Too many requests.\n")
                .with("retry-after", Long.toString(seconds));
    }
}

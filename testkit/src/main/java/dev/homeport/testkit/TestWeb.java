package dev.homeport.testkit;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.HttpServer;
import dev.homeport.http.ListenException;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Router;
import dev.homeport.http.files.LiveSite;
import dev.homeport.http.files.SiteOptions;
import dev.homeport.http.files.StaticFiles;
import dev.homeport.http.tls.LiveCertificates;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;

/** The web server of one test: routes, what is wrong with it, and who visited. Thread-safe. */
final class TestWeb implements AutoCloseable {
    private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(500);

    private final TestClock clock;
    private final Faults faults;
    private final AtomicReference<Handler> routes = new AtomicReference<>();
    private final ConcurrentLinkedDeque<Visit> visits = new ConcurrentLinkedDeque<>();
    private final HttpServer server;

    /** Guarded by this. */
    private final List<Route> added = new ArrayList<>();

    /** Guarded by this. */
    private @Nullable LiveSite files;

    private record Route(String method, String pattern, Handler handler) {}

    TestWeb(TestClock clock, Faults faults, LiveCertificates certificates) {
        this.clock = clock;
        this.faults = faults;
        build();
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpConfig config =
                new HttpConfig(
                        List.of(
                                new HttpConfig.Listener.Plain(loopback),
                                new HttpConfig.Listener.Tls(loopback, certificates)),
                        HttpLimits.DEFAULT,
                        HttpConfig.Transport.BEST,
                        1,
                        DRAIN_TIMEOUT,
                        clock);
        try {
            server = HttpServer.start(config, new Recording(), HttpObserver.NONE);
        } catch (ListenException e) {
            throw new IllegalStateException("no free port on the loopback address", e);
        }
    }

    int port() {
        return server.localAddresses().getFirst().getPort();
    }

    int tlsPort() {
        return server.localAddresses().getLast().getPort();
    }

    /** A route added later comes before earlier ones of the same pattern. */
    synchronized void route(String method, String pattern, Handler handler) {
        added.removeIf(old -> old.method().equals(method) && old.pattern().equals(pattern));
        added.add(new Route(method, pattern, handler));
        build();
    }

    synchronized void files(Path folder) {
        LiveSite site = LiveSite.open(folder, SiteOptions.DEFAULT, clock);
        if (!site.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", site.problems()));
        }
        files = site;
        build();
    }

    private synchronized void build() {
        Router.Builder builder = Router.builder();
        for (Route route : added) builder.route(route.method(), route.pattern(), route.handler());
        LiveSite site = files;
        if (site != null) builder.otherwise(StaticFiles.of(site::current, clock));
        routes.set(builder.build());
    }

    /** Asks the routes, unless a fault comes first, and notes it all. */
    private final class Recording implements Handler {
        @Override
        public Response handle(Request request) throws Exception {
            Optional<WebFault> fault = faults.ofPath(request.path());
            Response response = fault.isEmpty() ? asked(request) : faulty(request, fault.get());
            visits.add(new Visit(clock.instant(), request, response));
            if (visits.size() > TestNames.RECORDED_MAX) visits.poll();
            return response;
        }

        private Response faulty(Request request, WebFault fault) throws InterruptedException {
            return switch (fault) {
                case WebFault.Status(int status) ->
                        Response.text(status, "text/plain; charset=utf-8", "A fault.\n");
                case WebFault.Delay(Duration time) -> {
                    Thread.sleep(time);
                    yield asked(request);
                }
                case WebFault.BrokenOff _, WebFault.SlowBody _ ->
                        FaultyBody.of(asked(request), fault);
            };
        }

        private Response asked(Request request) {
            try {
                return routes.get().handle(request);
            } catch (Exception | AssertionError e) {
                // A test shall see why, and not only that.
                return Response.text(500, "text/plain; charset=utf-8", e + "\n");
            }
        }

        @Override
        public Execution execution(Request request) {
            return Execution.BLOCKING;
        }
    }

    List<Visit> visits() {
        return List.copyOf(visits);
    }

    void forget() {
        visits.clear();
    }

    @Override
    public void close() {
        server.close();
    }
}

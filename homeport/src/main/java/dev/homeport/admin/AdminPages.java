package dev.homeport.admin;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Router;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The administration listener's handler. It is bound to loopback, refuses names that a page
 * elsewhere could have pointed here (DNS rebinding), and asks for the token before it acts.
 */
public final class AdminPages {
    /** The header an administrative act carries the token in. */
    public static final String TOKEN_HEADER = "homeport-admin-token";

    private final AdminToken token;
    private final Sources sources;

    /**
     * What the pages show and do, as functions of the running program.
     *
     * @param refresh asks the primaries of a zone; false when it has none
     * @param dump gives a zone as a master file; nothing when it is not served
     */
    public record Sources(
            Supplier<Readiness> readiness,
            Supplier<String> metrics,
            Supplier<StatusReport> status,
            Supplier<ReloadOutcome> reload,
            Predicate<String> refresh,
            Function<String, Optional<String>> dump) {}

    private AdminPages(AdminToken token, Sources sources) {
        this.token = token;
        this.sources = sources;
    }

    /** The handler of the administration listener. */
    public static Handler handler(AdminToken token, Sources sources) {
        AdminPages pages = new AdminPages(token, sources);
        Router router =
                Router.builder()
                        .get("/", Handler.inline(_ -> pages.index()))
                        .get("/livez", Handler.inline(_ -> plain(200, "ok\n")))
                        .get("/readyz", _ -> pages.readyz())
                        .get("/metrics", _ -> pages.metrics())
                        .get("/status", _ -> pages.status())
                        .post("/reload", pages::reload)
                        .get("/zones/{zone}", pages::dump)
                        .post("/zones/{zone}/refresh", pages::refresh)
                        .build();
        return Filter.chain(List.of(AdminPages::refuseForeignNames), router);
    }

    private static Response refuseForeignNames(Request request, Handler next) throws Exception {
        if (isLoopbackName(request.target().host())) {
            return next.handle(request);
        }
        return plain(421, "this listener answers to 127.0.0.1, [::1] and localhost only\n");
    }

    private static boolean isLoopbackName(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private Response index() {
        return plain(
                200,
                """
                homeport administration
                /livez    is the process alive
                /readyz   do all its parts answer
                /metrics  Prometheus text format
                /status   listeners, zones, sites and store as JSON
                /reload   POST: homeport reload does it
                /zones/NAME  the zone as served; with the token: homeport zone dump NAME does it
                /zones/NAME/refresh  POST: homeport zone refresh NAME does it
                """);
    }

    private Response readyz() {
        return switch (sources.readiness().get()) {
            case Readiness.Ready() -> plain(200, "ok\n");
            case Readiness.NotReady(String why) -> plain(503, why + "\n");
        };
    }

    private Response metrics() {
        return Response.text(
                200, "text/plain; version=0.0.4; charset=utf-8", sources.metrics().get());
    }

    private Response status() {
        return json(200, sources.status().get());
    }

    private Response reload(Request request) {
        if (!hasToken(request)) return forbidden();
        ReloadOutcome outcome = sources.reload().get();
        return json(outcome.applied() ? 200 : 409, outcome);
    }

    private Response refresh(Request request) {
        if (!hasToken(request)) return forbidden();
        boolean known = zone(request).filter(sources.refresh()).isPresent();
        return known ? plain(200, "asked\n") : plain(404, "no zone with primaries\n");
    }

    /** Asks for the token, since the whole of a zone is not for everybody. */
    private Response dump(Request request) {
        if (!hasToken(request)) return forbidden();
        return zone(request)
                .flatMap(sources.dump())
                .map(text -> plain(200, text))
                .orElseGet(() -> plain(404, "no such zone is served\n"));
    }

    private static Optional<String> zone(Request request) {
        return request.parameter("zone").flatMap(ZonePath::decode);
    }

    private boolean hasToken(Request request) {
        return token.matches(request.header(TOKEN_HEADER).orElse(""));
    }

    private static Response forbidden() {
        return plain(
                403, "the header " + TOKEN_HEADER + " must carry the data directory's token\n");
    }

    private static Response json(int status, Object value) {
        return Response.text(status, "application/json", Json.of(value) + "\n");
    }

    private static Response plain(int status, String text) {
        return Response.text(status, "text/plain; charset=utf-8", text)
                .with("cache-control", "no-store");
    }

    /** Loaded at the first use, since Jackson takes its time and a start does not need it. */
    private static final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        static String of(Object value) {
            return MAPPER.writeValueAsString(value);
        }
    }
}

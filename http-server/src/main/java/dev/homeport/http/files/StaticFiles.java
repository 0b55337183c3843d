package dev.homeport.http.files;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Intake;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.files.Site.Lookup;
import dev.homeport.http.semantics.AcceptEncoding;
import dev.homeport.http.semantics.Conditional;
import dev.homeport.http.semantics.PathText;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves the files of a site (RFC 9110 13, 14, 15). It touches no file system: what it answers is
 * in the snapshot, and larger files are read by the edge as it sends them. Only several ranges of a
 * larger file are read here, and then not on an event loop.
 */
public final class StaticFiles implements Handler {
    private static final Response NO_PAGE =
            kept(Response.text(404, "text/plain; charset=utf-8", "There is no such page.\n"));

    private final Supplier<Site> sites;
    private final Optional<Handler> otherwise;
    private final InstantSource clock;

    private StaticFiles(Supplier<Site> sites, Optional<Handler> otherwise, InstantSource clock) {
        this.sites = sites;
        this.otherwise = otherwise;
        this.clock = clock;
    }

    /** Serves what {@code sites} gives, asked once a request. */
    public static StaticFiles of(Supplier<Site> sites, InstantSource clock) {
        return new StaticFiles(sites, Optional.empty(), clock);
    }

    /** Serves {@code site} as it changes. */
    public static StaticFiles of(LiveSite site) {
        return of(site::current, InstantSource.system());
    }

    /** Serves {@code site}. */
    public static StaticFiles of(Site site) {
        return of(() -> site, InstantSource.system());
    }

    /** These files, and {@code handler} for every path without one, instead of 404. */
    public StaticFiles otherwise(Handler handler) {
        return new StaticFiles(sites, Optional.of(handler), clock);
    }

    @Override
    public Execution execution(Request request) {
        boolean ranged = request.headers().contains("range");
        if (otherwise.isEmpty() && !ranged) return Execution.INLINE;
        return switch (sites.get().find(request.path())) {
            case Lookup.Found(var asset) -> ranged ? execution(request, asset) : Execution.INLINE;
            case Lookup.Directory() -> Execution.INLINE;
            case Lookup.Missing() ->
                    otherwise.isPresent() ? otherwise.get().execution(request) : Execution.INLINE;
        };
    }

    @Override
    public Intake intake(Request head) {
        boolean passedOn =
                otherwise.isPresent() && sites.get().find(head.path()) instanceof Lookup.Missing;
        return passedOn ? otherwise.get().intake(head) : Intake.WHOLE;
    }

    private static Execution execution(Request request, Asset asset) {
        Optional<Representation> form = asset.pick(AcceptEncoding.of(request.headers()));
        boolean reads = form.isPresent() && Ranged.reads(request, form.get());
        return reads ? Execution.BLOCKING : Execution.INLINE;
    }

    /**
     * What is answered for a file stands until the site changes. Dates are compared with the file's
     * own, never with today, but for {@code If-Range}, which is not among the fields of a promise.
     * What the other handler is asked for stands as long as it says so and no file takes its place.
     */
    @Override
    public Optional<Standing> standing(Request request) {
        Site site = sites.get();
        // A promise must not keep an old snapshot alive.
        WeakReference<Site> promised = new WeakReference<>(site);
        Standing unchanged = () -> promised.refersTo(sites.get());
        boolean passedOn =
                otherwise.isPresent() && site.find(request.path()) instanceof Lookup.Missing;
        if (!passedOn) return Optional.of(unchanged);
        return otherwise
                .get()
                .standing(request)
                .map(other -> () -> unchanged.stands() && other.stands());
    }

    @Override
    public Response handle(Request request) throws Exception {
        Site site = sites.get();
        return switch (site.find(request.path())) {
            case Lookup.Found(var asset) -> isReading(request) ? serve(request, asset) : refuse();
            case Lookup.Directory() -> isReading(request) ? toDirectory(request) : refuse();
            case Lookup.Missing() ->
                    otherwise.isPresent()
                            ? otherwise.get().handle(request)
                            : missing(site, request);
        };
    }

    private static Response kept(Response response) {
        return new Response(response.status(), response.headers().kept(), response.body());
    }

    private static boolean isReading(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static Response refuse() {
        return Response.text(405, "text/plain; charset=utf-8", "This is a file.\n")
                .with("allow", "GET, HEAD");
    }

    /** The place is the path as it was checked, encoded anew, so that it never leaves the host. */
    private static Response toDirectory(Request request) {
        String query = request.target().query();
        String location =
                PathText.encode(request.path()) + "/" + (query.isEmpty() ? "" : "?" + query);
        return Response.redirect(301, location);
    }

    /** A page for whatever is not there, which is itself found; or else an error. */
    private Response missing(Site site, Request request) throws IOException {
        Optional<Asset> fallback = site.fallback(request.path());
        if (fallback.isPresent() && isReading(request)) return serve(request, fallback.get());
        Optional<Asset> page = site.errorPage(404);
        if (page.isEmpty()) return NO_PAGE;
        AcceptEncoding accepted = AcceptEncoding.of(request.headers());
        return page.get().pick(accepted).orElse(page.get().plain()).whole();
    }

    private Response serve(Request request, Asset asset) throws IOException {
        Headers headers = request.headers();
        Optional<Representation> picked = asset.pick(AcceptEncoding.of(headers));
        if (picked.isEmpty()) {
            // RFC 9110 12.5.3: even the identity is refused.
            return Response.text(406, "text/plain; charset=utf-8", "No accepted coding.\n")
                    .with("vary", "accept-encoding");
        }
        Representation form = picked.get();
        if (!Preconditions.areIn(headers)) return form.whole();
        long now = clock.instant().getEpochSecond();
        return switch (Conditional.evaluate(request.method(), headers, form.validators(), now)) {
            case NOT_MODIFIED -> form.notModified();
            case FAILED -> Response.of(412);
            case PROCEED -> ranged(request, form, now);
        };
    }

    /** RFC 9110 14.2: ranges are for GET alone, and only if If-Range allows them. */
    private static Response ranged(Request request, Representation form, long now)
            throws IOException {
        Headers headers = request.headers();
        boolean wanted = request.method().equals("GET") && headers.contains("range");
        if (!wanted || !Conditional.allowsRange(headers, form.validators(), now)) {
            return form.whole();
        }
        return Ranged.answer(headers.joined("range"), form);
    }
}

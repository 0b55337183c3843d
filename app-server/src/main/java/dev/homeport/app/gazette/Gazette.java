package dev.homeport.app.gazette;

import dev.homeport.app.Application;
import dev.homeport.app.Derived;
import dev.homeport.app.Services;
import dev.homeport.app.gazette.about.AboutPage;
import dev.homeport.app.gazette.guestbook.Burst;
import dev.homeport.app.gazette.guestbook.Entries;
import dev.homeport.app.gazette.guestbook.GuestbookApi;
import dev.homeport.app.gazette.guestbook.GuestbookEvents;
import dev.homeport.app.gazette.guestbook.GuestbookLimits;
import dev.homeport.app.gazette.guestbook.GuestbookPages;
import dev.homeport.app.gazette.layout.Failures;
import dev.homeport.app.gazette.product.ProductApi;
import dev.homeport.app.gazette.product.ProductPages;
import dev.homeport.app.gazette.product.ProductSeed;
import dev.homeport.app.gazette.product.Products;
import dev.homeport.app.gazette.upload.Checksum;
import dev.homeport.app.problem.Boundary;
import dev.homeport.app.session.FormToken;
import dev.homeport.app.session.SessionLimits;
import dev.homeport.app.session.Sessions;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Intake;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Router;
import dev.homeport.http.Standing;
import dev.homeport.storage.Collection;
import dev.homeport.storage.StoreProblem;

import java.util.List;
import java.util.Optional;

/** The demo site: static front page, shop, guestbook, and a page about the server itself. */
public final class Gazette implements Application {
    private final GuestbookLimits guestbookLimits;
    private final SessionLimits sessionLimits;

    /** The site with the usual limits. */
    public Gazette() {
        this(GuestbookLimits.DEFAULT, SessionLimits.DEFAULT);
    }

    public Gazette(GuestbookLimits guestbookLimits, SessionLimits sessionLimits) {
        this.guestbookLimits = guestbookLimits;
        this.sessionLimits = sessionLimits;
    }

    @Override
    public List<Collection> collections() {
        return List.of(
                Products.COLLECTION,
                Entries.COLLECTION,
                Sessions.COLLECTION,
                ProductSeed.COLLECTION);
    }

    @Override
    public Handler start(Services services) throws StoreProblem {
        ProductSeed.plant(services.store());
        Boundary boundary = new Boundary(Gazette::isForPrograms, Failures::respond);
        Router.Builder routes = Router.builder();
        addShop(routes, boundary, services);
        addGuestbook(routes, boundary, services);
        AboutPage about = new AboutPage(services.facts(), services.store(), services.clock());
        routes.get("/about-this-server", boundary.guard(about::show));
        routes.post(Checksum.PATH, new Checksum()).put(Checksum.PATH, new Checksum());
        routes.otherwise(unknown(services.staticFiles()));
        return boundary.apply(routes.build());
    }

    private static void addShop(Router.Builder routes, Boundary boundary, Services services) {
        Products products = new Products(services.store());
        ProductPages pages = new ProductPages(products);
        ProductApi api = new ProductApi(products);
        routes.get("/products", shown(services, boundary.guard(pages::list)))
                .get("/products/{id}", shown(services, boundary.guard(pages::show)))
                .get("/api/products", shown(services, boundary.guard(api::list)))
                .post("/api/products", boundary.guard(api::create))
                .get("/api/products/{id}", shown(services, boundary.guard(api::get)))
                .put("/api/products/{id}", boundary.guard(api::replace));
    }

    /** The catalogue looks alike to everybody, until it changes. */
    private static Handler shown(Services services, Handler handler) {
        return Derived.from(services.store(), List.of(Products.COLLECTION), handler);
    }

    private void addGuestbook(Router.Builder routes, Boundary boundary, Services services) {
        Entries entries =
                new Entries(services.store(), services.clock(), services.random(), guestbookLimits);
        Sessions sessions = new Sessions(services.clock(), services.random(), sessionLimits);
        GuestbookPages pages =
                new GuestbookPages(
                        services.store(),
                        sessions,
                        new FormToken(services.random()),
                        entries,
                        new Burst(services.clock(), guestbookLimits));
        GuestbookApi api = new GuestbookApi(entries);
        GuestbookEvents events = new GuestbookEvents(entries, GuestbookEvents.FOLLOWERS_MAX);
        routes.get("/guestbook", boundary.guard(pages::list))
                .post("/guestbook", boundary.guard(pages::sign))
                .get("/api/guestbook", boundary.guard(api::list))
                .post("/api/guestbook", boundary.guard(api::create))
                .get(GuestbookEvents.PATH, boundary.guard(events::follow))
                .get("/api/guestbook/{id}", boundary.guard(api::get))
                .put("/api/guestbook/{id}", boundary.guard(api::replace));
    }

    /** What no route knows: a file, unless a program asks, which gets no page for an answer. */
    private static Handler unknown(Handler staticFiles) {
        return new Handler() {
            @Override
            public Response handle(Request request) throws Exception {
                return isForPrograms(request) ? Response.of(404) : staticFiles.handle(request);
            }

            @Override
            public Execution execution(Request request) {
                return isForPrograms(request) ? Execution.INLINE : staticFiles.execution(request);
            }

            @Override
            public Intake intake(Request head) {
                return isForPrograms(head) ? Intake.WHOLE : staticFiles.intake(head);
            }

            @Override
            public Optional<Standing> standing(Request request) {
                return isForPrograms(request)
                        ? Optional.of(Standing.ALWAYS)
                        : staticFiles.standing(request);
            }
        };
    }

    private static boolean isForPrograms(Request request) {
        return request.path().startsWith("/api/");
    }
}

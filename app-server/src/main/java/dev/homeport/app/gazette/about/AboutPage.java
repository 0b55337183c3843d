package dev.homeport.app.gazette.about;

import dev.homeport.app.ServerFacts;
import dev.homeport.app.gazette.layout.Frame;
import dev.homeport.app.page.Page;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;

import java.time.InstantSource;

/** The page that says what this server is. */
public final class AboutPage {
    private final ServerFacts facts;
    private final Store store;
    private final InstantSource clock;

    public AboutPage(ServerFacts facts, Store store, InstantSource clock) {
        this.facts = facts;
        this.store = store;
        this.clock = clock;
    }

    /** {@code GET /about-this-server}. */
    public Outcome<Response> show(Request request) throws StoreProblem {
        Portrait portrait = portrait(request);
        Frame frame = Frame.of(request, "About this server");
        Page page = output -> JteaboutGenerated.render(output, Page.PLAIN, frame, portrait);
        // It tells one visitor's connection and this very moment.
        return Outcome.of(page.respond(200).with("cache-control", "no-store"));
    }

    private Portrait portrait(Request request) throws StoreProblem {
        Naming host = Naming.of(request.target().host(), facts);
        return new Portrait(
                request,
                clock.instant(),
                facts.program(),
                facts.listeners(),
                host,
                host.name().startsWith("www.") ? host : Naming.of(www(host), facts),
                store.facts());
    }

    private static String www(Naming host) {
        return "www." + host.zone().map(z -> Naming.plain(z.apex())).orElse(host.name());
    }
}

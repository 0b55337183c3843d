package dev.homeport.app.fake;

import dev.homeport.app.Services;
import dev.homeport.app.gazette.Gazette;
import dev.homeport.http.Handler;
import dev.homeport.http.Response;
import dev.homeport.storage.StoreProblem;

import java.security.SecureRandom;

/** The demo site with everything it needs, in memory. */
public final class DemoSite {
    public final Gazette gazette;
    public final MemoryStore store;
    public final SettableClock clock = new SettableClock();
    public final Handler handler;

    public DemoSite() {
        this(new Gazette());
    }

    public DemoSite(Gazette gazette) {
        this.gazette = gazette;
        this.store = new MemoryStore(gazette.collections());
        this.handler = start();
    }

    /** Starts the site, once more if it runs already. */
    public final Handler start() {
        Handler files =
                Handler.inline(
                        request -> Response.text(404, "text/plain", "no file " + request.path()));
        try {
            return gazette.start(
                    new Services(store, clock, new SecureRandom(), new FixedFacts(), files));
        } catch (StoreProblem e) {
            throw new AssertionError("the site does not start", e);
        }
    }

    /** Somebody who visits it. */
    public Visitor visitor() {
        return new Visitor(handler);
    }
}

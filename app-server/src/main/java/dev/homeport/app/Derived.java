package dev.homeport.app;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Edition;
import dev.homeport.storage.Store;

import java.util.List;
import java.util.Optional;

/**
 * A handler whose answers are derived from the target of the request and from documents alone, with
 * the promise that they stand until one of the collections is written.
 *
 * <p>It is for pages and records that everybody sees alike. A handler that looks at sessions,
 * cookies, other fields, the time or who asks must not be put in here: see {@link Standing}, which
 * says what an answer may depend on. Thread-safe.
 */
public final class Derived implements Handler {
    private final Store store;
    private final List<Collection> collections;
    private final Handler handler;

    private Derived(Store store, List<Collection> collections, Handler handler) {
        this.store = store;
        this.collections = List.copyOf(collections);
        this.handler = handler;
    }

    /** {@code handler}, which reads nothing of {@code store} but {@code collections}. */
    public static Handler from(Store store, List<Collection> collections, Handler handler) {
        return new Derived(store, collections, handler);
    }

    @Override
    public Response handle(Request request) throws Exception {
        return handler.handle(request);
    }

    @Override
    public Execution execution(Request request) {
        return handler.execution(request);
    }

    @Override
    public Optional<Standing> standing(Request request) {
        Edition edition = store.edition(collections);
        return Optional.of(edition::isCurrent);
    }
}

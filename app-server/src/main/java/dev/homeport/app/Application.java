package dev.homeport.app;

import dev.homeport.http.Handler;
import dev.homeport.storage.Collection;
import dev.homeport.storage.StoreProblem;

import java.util.List;

/**
 * A site's program: it names the collections it keeps its data in and builds a handler from the
 * services it is given.
 *
 * <p>The composition opens the store with the collections of all applications first, then starts
 * each once. The handler is thread-safe and is called on virtual threads, where it may block.
 */
public interface Application {

    /** Every collection the application reads or writes. */
    List<Collection> collections();

    /**
     * Brings the data up to date (first records, later migrations) and returns what answers the
     * site's requests. Starting again on the same data changes nothing.
     *
     * @throws StoreProblem when the data cannot be read or written; nothing is served then
     */
    Handler start(Services services) throws StoreProblem;
}

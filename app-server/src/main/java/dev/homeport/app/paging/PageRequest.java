package dev.homeport.app.paging;

import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param after the id the page starts behind; the first page has none
 * @param limit how many documents at most
 */
public record PageRequest(Optional<String> after, int limit) {

    /** The first page, of {@code limit} documents. */
    public static PageRequest first(int limit) {
        return new PageRequest(Optional.empty(), limit);
    }
}

package dev.homeport.http.files;

import dev.homeport.http.semantics.PathPattern;

import java.util.List;
import java.util.Map;

/**
 * What a site shows where there is no file. Immutable.
 *
 * @param errors the path of the page for each status of an error, such as 404
 * @param fallback the path of the page for every path without an extension under which there is
 *     nothing, for applications that run in the browser; empty for none
 * @param listings folders that show what is in them when they have no index
 */
public record Pages(Map<Integer, String> errors, String fallback, List<PathPattern> listings) {
    /** {@code /404.html}, if it is there. */
    public static final Pages DEFAULT = new Pages(Map.of(404, "/404.html"), "", List.of());

    public Pages {
        errors = Map.copyOf(errors);
        listings = List.copyOf(listings);
    }

    boolean lists(String directory) {
        return listings.stream().anyMatch(pattern -> pattern.matches(directory));
    }

    /** Only paths that look like pages fall back: a script that is missing is no page. */
    boolean fallsBack(String path) {
        return !fallback.isEmpty() && path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
    }
}

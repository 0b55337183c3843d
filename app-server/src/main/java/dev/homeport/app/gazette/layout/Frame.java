package dev.homeport.app.gazette.layout;

import dev.homeport.http.Request;

import org.jspecify.annotations.Nullable;

/**
 * What the frame around a page needs to know of it.
 *
 * @param title the page's title
 * @param path the address of the page
 */
public record Frame(String title, String path) {

    /** The frame of a page called {@code title} that answers {@code request}. */
    public static Frame of(Request request, String title) {
        return new Frame(title, request.path());
    }

    /** The value of {@code aria-current} on a link to {@code part}; null leaves it out. */
    public @Nullable String current(String part) {
        if (path.equals(part)) return "page";
        return path.startsWith(part + "/") ? "true" : null;
    }
}

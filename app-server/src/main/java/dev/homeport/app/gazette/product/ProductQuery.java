package dev.homeport.app.gazette.product;

import dev.homeport.app.form.Form;
import dev.homeport.app.form.FormLimits;
import dev.homeport.app.form.FormReader;
import dev.homeport.app.paging.Listing;
import dev.homeport.app.paging.PageReader;
import dev.homeport.app.paging.PageRequest;
import dev.homeport.app.problem.Outcome;

import java.util.Optional;

/**
 * Which products are asked for.
 *
 * @param category only these, if given
 * @param page which page of them
 * @param limitAsked the page size as it was asked for, to be kept in links
 */
record ProductQuery(Optional<String> category, PageRequest page, Optional<String> limitAsked) {
    private static final FormReader READER = new FormReader(FormLimits.QUERY);

    /** What {@code query} asks for; 400 when it makes no sense. */
    static Outcome<ProductQuery> read(String query, PageReader pages) {
        return READER.query(query).then(form -> read(form, pages));
    }

    private static Outcome<ProductQuery> read(Form form, PageReader pages) {
        Optional<String> category = form.find("category").filter(c -> !c.isEmpty());
        boolean twice = form.has("category") && form.find("category").isEmpty();
        if (twice || !category.map(Products.CATEGORIES::contains).orElse(true)) {
            return Outcome.refused(
                    400, "category is one of " + String.join(", ", Products.CATEGORIES) + ".");
        }
        return pages.read(form, Products.listing(category))
                .map(page -> new ProductQuery(category, page, form.find("limit")));
    }

    Listing listing() {
        return Products.listing(category);
    }

    /** The address of the page of this list behind the cursor {@code after}. */
    String link(String path, String after) {
        // Categories, numbers and cursors consist of characters that need no escape.
        String filter = category.map(c -> "category=" + c + "&").orElse("");
        String limit = limitAsked.map(l -> "limit=" + l + "&").orElse("");
        return path + "?" + filter + limit + "after=" + after;
    }
}

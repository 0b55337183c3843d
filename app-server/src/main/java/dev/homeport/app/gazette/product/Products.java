package dev.homeport.app.gazette.product;

import dev.homeport.app.api.Validator;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.app.paging.Listing;
import dev.homeport.app.paging.PageRequest;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Scan;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The catalogue in the store. Thread-safe. */
public final class Products {
    /** Where the catalogue lies. */
    public static final Collection COLLECTION = Collection.of("products").text("category");

    /** What a product can be filed under, in the order of the shop's shelves. */
    public static final List<String> CATEGORIES =
            List.of("papers", "desk", "prints", "kitchen", "outdoors", "wires");

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,80}");
    private static final int SLUG_CHARACTERS_MAX = 60;
    private static final int NAMESAKES_MAX = 50;

    private final Store store;

    public Products(Store store) {
        this.store = store;
    }

    /** A page of products, and the cursor of the next. */
    public record Slice(List<Product> products, Optional<String> next) {}

    /** The whole catalogue, or what is filed under {@code category}, by id. */
    static Listing listing(Optional<String> category) {
        Listing all = Listing.of(COLLECTION, Scan.Order.ASCENDING);
        return category.map(c -> all.where("category", c)).orElse(all);
    }

    Slice list(Listing listing, PageRequest page) throws StoreProblem {
        Listing.Slice slice = store.read(view -> listing.read(view, page));
        return new Slice(slice.documents().stream().map(Product::of).toList(), slice.next());
    }

    Optional<Product> find(String id) throws StoreProblem {
        if (!ID.matcher(id).matches()) return Optional.empty();
        return store.read(view -> view.get(COLLECTION, id)).map(Product::of);
    }

    /**
     * Adds a product under an id made from its name.
     *
     * @throws StoreProblem.Conflict when there are too many of that name already
     */
    Product add(Product.Details details) throws StoreProblem {
        String slug = slug(details.name());
        String json = JsonWriter.write(details.json());
        return Product.of(store.write(tx -> tx.insert(COLLECTION, freeId(tx, slug), json)));
    }

    private static String freeId(Tx tx, String slug) throws StoreProblem {
        for (int number = 1; number <= NAMESAKES_MAX; number++) {
            String id = number == 1 ? slug : slug + "-" + number;
            if (tx.get(COLLECTION, id).isEmpty()) return id;
        }
        throw new StoreProblem.Conflict("too many products are called " + slug);
    }

    /**
     * Replaces the product {@code id}, if it is at the version If-Match of {@code request} names.
     */
    Outcome<Product> replace(String id, Request request, Product.Details details)
            throws StoreProblem {
        if (!ID.matcher(id).matches()) return Outcome.refused(404, "There is no such product.");
        String json = JsonWriter.write(details.json());
        return store.write(
                tx ->
                        Validator.current(tx, COLLECTION, id, request)
                                .map(old -> tx.update(COLLECTION, id, old.version(), json))
                                .map(Product::of));
    }

    /** A name in lower-case ASCII letters, digits and single hyphens; never empty. */
    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder();
        for (int i = 0; i < plain.length() && slug.length() < SLUG_CHARACTERS_MAX; i++) {
            char c = plain.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                slug.append(c);
            } else if (!slug.isEmpty()
                    && slug.charAt(slug.length() - 1) != '-'
                    && Character.getType(c) != Character.NON_SPACING_MARK) {
                slug.append('-');
            }
        }
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.isEmpty() ? "product" : slug.toString();
    }
}

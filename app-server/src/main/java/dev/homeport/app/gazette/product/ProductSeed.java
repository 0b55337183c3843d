package dev.homeport.app.gazette.product;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The first catalogue, put into an empty store once.
 *
 * <p>That it was done is written down in the same transaction, so that a later start brings nothing
 * back that the owner has changed or removed.
 */
public final class ProductSeed {
    /** Where it is written down which first records the store was given. */
    public static final Collection COLLECTION = Collection.of("seeds");

    private static final String ID = "products-1";

    private ProductSeed() {}

    /** Gives {@code store} the first catalogue, unless it had it before. */
    public static void plant(Store store) throws StoreProblem {
        boolean planted = store.read(view -> view.get(COLLECTION, ID).isPresent());
        if (planted) return;
        Json.Obj catalogue = catalogue();
        store.write(tx -> plant(tx, catalogue));
    }

    private static int plant(Tx tx, Json.Obj catalogue) throws StoreProblem {
        if (tx.get(COLLECTION, ID).isPresent()) return 0;
        int planted = 0;
        for (var product : catalogue.members().entrySet()) {
            if (tx.get(Products.COLLECTION, product.getKey()).isPresent()) continue;
            tx.insert(Products.COLLECTION, product.getKey(), JsonWriter.write(product.getValue()));
            planted++;
        }
        tx.insert(COLLECTION, ID, JsonWriter.write(Json.object().with("planted", planted)));
        return planted;
    }

    /** The products of the first catalogue, by id. */
    static Json.Obj catalogue() {
        try (InputStream file = ProductSeed.class.getResourceAsStream("catalogue.json")) {
            if (file == null) throw new IllegalStateException("catalogue.json is not packaged");
            return JsonReader.stored(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue.json cannot be read", e);
        }
    }
}

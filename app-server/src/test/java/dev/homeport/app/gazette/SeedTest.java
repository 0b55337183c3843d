package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.gazette.product.Products;
import dev.homeport.app.json.JsonReader;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class SeedTest {
    private final DemoSite site = new DemoSite();

    private List<Document> products() throws Exception {
        return site.store.read(view -> view.scan(Products.COLLECTION, Scan.byId(1000)));
    }

    @Test
    void fillsEveryShelf() throws Exception {
        var shelves =
                products().stream()
                        .map(d -> JsonReader.stored(d.json()).requireText("category"))
                        .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        assertEquals(24, products().size());
        assertEquals(java.util.Set.copyOf(Products.CATEGORIES), shelves.keySet());
        assertTrue(shelves.values().stream().allMatch(count -> count == 4), shelves.toString());
    }

    @Test
    void changesNothingOnALaterStart() throws Exception {
        long before = site.store.sequence();
        site.start();
        site.start();
        assertEquals(before, site.store.sequence());
    }

    @Test
    void bringsNothingBackThatWasChangedOrRemoved() throws Exception {
        String body =
                """
                {"name":"Mine","category":"wires","priceCents":1,"stock":1,"description":"Mine."}""";
        site.store.write(
                tx -> {
                    tx.delete(Products.COLLECTION, "crystal-radio-kit", 1);
                    return tx.update(Products.COLLECTION, "blotting-paper-moss-green", 1, body);
                });
        site.start();
        assertEquals(23, products().size());
        assertTrue(products().toString().contains("\"Mine\""));
    }
}

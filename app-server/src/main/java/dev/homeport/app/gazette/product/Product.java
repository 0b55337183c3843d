package dev.homeport.app.gazette.product;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.storage.Document;

/**
 * An article of the catalogue, as stored.
 *
 * @param id its name in addresses
 * @param version how often it was written
 * @param details what it is
 */
public record Product(String id, long version, Details details) {

    /**
     * What can be changed of a product.
     *
     * @param name what it is called
     * @param category what it is filed under
     * @param priceCents its price in hundredths of a euro
     * @param stock how many there are
     * @param description a few sentences about it
     */
    public record Details(
            String name, String category, long priceCents, long stock, String description) {

        Json.Obj json() {
            return Json.object()
                    .with("name", name)
                    .with("category", category)
                    .with("priceCents", priceCents)
                    .with("stock", stock)
                    .with("description", description);
        }
    }

    static Product of(Document document) {
        Json.Obj body = JsonReader.stored(document.json());
        return new Product(
                document.id(),
                document.version(),
                new Details(
                        body.requireText("name"),
                        body.requireText("category"),
                        body.requireWhole("priceCents"),
                        body.requireWhole("stock"),
                        body.requireText("description")));
    }

    /** How a program sees it. */
    Json.Obj json() {
        Json.Obj json = Json.object().with("id", id).with("version", version);
        for (var member : details.json().members().entrySet()) {
            json = json.with(member.getKey(), member.getValue());
        }
        return json;
    }
}

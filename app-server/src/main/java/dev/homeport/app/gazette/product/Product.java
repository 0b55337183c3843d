package dev.homeport.app.gazette.product;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.storage.Document;

import java.util.LinkedHashMap;
import java.util.Map;

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
            return new Json.Obj(members(LinkedHashMap.newLinkedHashMap(5)));
        }

        /** Puts what it says behind what is in {@code members}. */
        private Map<String, Json> members(Map<String, Json> members) {
            members.put("name", new Json.Text(name));
            members.put("category", new Json.Text(category));
            members.put("priceCents", new Json.Whole(priceCents));
            members.put("stock", new Json.Whole(stock));
            members.put("description", new Json.Text(description));
            return members;
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
        // One map: adding member by member would copy it seven times.
        Map<String, Json> members = LinkedHashMap.newLinkedHashMap(7);
        members.put("id", new Json.Text(id));
        members.put("version", new Json.Whole(version));
        return new Json.Obj(details.members(members));
    }
}

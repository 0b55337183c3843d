package dev.homeport.app.gazette.product;

import dev.homeport.app.check.Check;
import dev.homeport.app.check.TextRule;
import dev.homeport.app.json.Json;
import dev.homeport.app.problem.Outcome;

/** Which JSON objects describe a product. */
final class ProductFields {
    private static final TextRule NAME = TextRule.line(80);
    private static final TextRule CATEGORY = TextRule.line(40);
    private static final TextRule DESCRIPTION = TextRule.lines(2000);
    private static final long PRICE_CENTS_MAX = 100_000_000;
    private static final long STOCK_MAX = 1_000_000;

    private ProductFields() {}

    /** The product {@code entered} describes; 422 with every fault when it describes none. */
    static Outcome<Product.Details> read(Json.Obj entered) {
        Check check = new Check();
        check.onlyMembers(entered, "name", "category", "priceCents", "stock", "description");
        String name = check.text(entered, "name", NAME);
        String category = check.text(entered, "category", CATEGORY);
        if (!category.isEmpty() && !Products.CATEGORIES.contains(category)) {
            check.fault("category", "is one of " + String.join(", ", Products.CATEGORIES));
        }
        long priceCents = check.whole(entered, "priceCents", 0, PRICE_CENTS_MAX);
        long stock = check.whole(entered, "stock", 0, STOCK_MAX);
        String description = check.text(entered, "description", DESCRIPTION);
        return Outcome.of(
                check.finish(
                        () -> new Product.Details(name, category, priceCents, stock, description)));
    }
}

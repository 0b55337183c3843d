package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.product.Products;

import org.junit.jupiter.api.Test;

class ProductPageTest {
    private final DemoSite site = new DemoSite();
    private final Visitor visitor = site.visitor();

    @Test
    void showsAStoredProduct() throws Exception {
        site.store.write(
                tx ->
                        tx.insert(
                                Products.COLLECTION,
                                "a-lamp",
                                """
                                {"name":"A lamp","category":"desk","priceCents":123456,"stock":3,
                                "description":"It shines."}
                                """));
        var response = visitor.get("/products/a-lamp");
        String page = Visitor.text(response);

        assertEquals(200, response.status());
        assertEquals("text/html; charset=utf-8", response.headers().first("content-type").get());
        assertTrue(page.contains("<h1 dir=\"auto\">A lamp</h1>"), page);
        assertTrue(page.contains("€ 1,234.56"), page);
        assertTrue(page.contains("only 3 left"), page);
    }

    @Test
    void saysThatThereIsNoSuchProduct() {
        var response = visitor.get("/products/none");
        assertEquals(404, response.status());
        assertTrue(Visitor.text(response).contains("There is no such product here."));
    }
}

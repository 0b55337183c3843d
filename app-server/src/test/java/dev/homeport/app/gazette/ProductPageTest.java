package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.product.Product;
import dev.homeport.app.gazette.product.Products;
import dev.homeport.app.gazette.product.Ware;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    @Test
    void leadsFromPageToPageThroughTheWholeShop() {
        Set<String> seen = new LinkedHashSet<>();
        String target = "/products";
        for (int pages = 0; pages < 10 && !target.isEmpty(); pages++) {
            String page = Visitor.text(visitor.get(target));
            Matcher goods = Pattern.compile("<h2><a href=\"/products/([^\"]+)\"").matcher(page);
            while (goods.find()) assertTrue(seen.add(goods.group(1)), "twice: " + goods.group(1));
            Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page);
            target = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        assertEquals(24, seen.size());
    }

    @Test
    void showsOneCategoryAndMarksIt() {
        String page = Visitor.text(visitor.get("/products?category=kitchen"));
        assertEquals(4, page.split("class=\"good\"", -1).length - 1);
        assertTrue(page.contains("/products?category=kitchen\" aria-current=\"true\""), page);
        assertEquals(400, visitor.get("/products?category=cars").status());
        assertEquals(200, visitor.get("/products?category=").status());
    }

    @Test
    void cutsLongDescriptionsBetweenWordsAndNeverWithinACharacter() throws Exception {
        for (String text : List.of("word ".repeat(60).strip(), "\uD83D\uDE00".repeat(200))) {
            Ware ware = new Ware(new Product("x", 1, new Product.Details("n", "desk", 1, 1, text)));
            String teaser = ware.teaser();
            assertTrue(teaser.length() <= 112, teaser);
            assertTrue(teaser.endsWith(" …"), teaser);
            assertTrue(teaser.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), teaser);
        }
    }
}

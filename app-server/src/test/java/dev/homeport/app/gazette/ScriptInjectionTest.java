package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Guest;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.product.Products;
import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.http.Response;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.regex.Pattern;

/** Whatever is entered comes back as text, in every place it is shown. */
class ScriptInjectionTest {
    /** A tag, an attribute or a scheme that only an unescaped entry could bring in. */
    private static final Pattern LIVE =
            Pattern.compile(
                    "<(script|img|svg/|b>)|--><|<[a-z/][^<>]*\\son[a-z]+=|(href|src)=javascript:",
                    Pattern.CASE_INSENSITIVE);

    private final DemoSite site = new DemoSite();
    private final Guest guest = new Guest(site.visitor());

    private static void assertDead(Response response) {
        String page = Visitor.text(response);
        String entries = page.substring(page.indexOf("<main"));
        assertFalse(LIVE.matcher(unquoted(entries)).find(), entries);
    }

    /** Attribute values are cut out, unless a quote inside one has ended it. */
    private static String unquoted(String html) {
        return html.replaceAll("(?<!href|src)=\"[^\"<]*\"", "=")
                .replaceAll("(href|src)=\"(?!javascript:)[^\"<]*\"", "=")
                .replace("\"", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" autofocus onfocus=alert(1) x=\"",
                "' onload=alert(1) x='",
                "</textarea><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "javascript:alert(1)",
                "&lt;b>bold&lt;/b><b>",
                "<svg/onload=alert(1)>",
                "${7*7} @raw $unsafe{1}",
                "--><script>alert(1)</script><!--"
            })
    void isShownAsText(String attack) throws Exception {
        Response refused = guest.sign(attack + "x".repeat(61), attack);
        assertEquals(422, refused.status());
        assertDead(refused);

        assertEquals(303, guest.sign(attack, attack).status());
        Response shown = site.visitor().get("/guestbook");
        assertDead(shown);
        assertTrue(Visitor.text(shown).contains(escaped(attack)), Visitor.text(shown));

        storeProduct(attack);
        for (String path : List.of("/products", "/products/attack", "/products?category=desk")) {
            Response response = site.visitor().get(path);
            assertEquals(200, response.status());
            assertDead(response);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Past the checks, as if somebody had written to the store by other means. */
    private void storeProduct(String attack) throws Exception {
        Json.Obj product =
                Json.object()
                        .with("name", attack)
                        .with("category", "desk")
                        .with("priceCents", 1)
                        .with("stock", 1)
                        .with("description", attack);
        site.store.write(tx -> tx.insert(Products.COLLECTION, "attack", JsonWriter.write(product)));
        Json.Obj odd = product.with("category", attack);
        site.store.write(tx -> tx.insert(Products.COLLECTION, "attack-2", JsonWriter.write(odd)));
        assertDead(site.visitor().get("/products/attack-2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products?category=<script>alert(1)</script>",
                "/products?category=%3Cscript%3Ealert(1)%3C/script%3E",
                "/products?after=\"><script>alert(1)</script>",
                "/guestbook?after=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/products/<script>alert(1)<script>"
            })
    void isShownAsTextFromTheAddress(String target) {
        Response response = site.visitor().get(target);
        assertTrue(response.status() >= 400);
        assertDead(response);
    }
}

package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files and rendered pages are one site: the same frame, no dead links, nothing inline. */
class FrameTest {
    private static final Path FILES = Path.of("../demo/sites/www.foobar.com");

    private final DemoSite site = new DemoSite();

    private Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        for (String file : List.of("index.html", "404.html")) {
            pages.put(file, Files.readString(FILES.resolve(file)));
        }
        for (String path :
                List.of(
                        "/products",
                        "/products/crystal-radio-kit",
                        "/products/none",
                        "/guestbook",
                        "/about-this-server")) {
            pages.put(path, Visitor.text(site.visitor().get(path)));
        }
        return pages;
    }

    private static String part(String page, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + "[ >].*?</" + name + ">", Pattern.DOTALL)
                        .matcher(page);
        assertTrue(matcher.find(), name + " is missing in: " + page);
        return matcher.group()
                .replaceAll(" aria-current=\"[a-z]+\"", "")
                .replaceAll(">\\s+<", "> <")
                .strip();
    }

    @Test
    void isTheSameOnEveryPage() throws IOException {
        String front = Files.readString(FILES.resolve("index.html"));
        pages().forEach(
                        (name, page) -> {
                            assertEquals(part(front, "header"), part(page, "header"), name);
                            assertEquals(part(front, "footer"), part(page, "footer"), name);
                        });
    }

    @Test
    void marksTheOpenPartOfTheSite() throws IOException {
        Map<String, String> pages = pages();
        for (String path : List.of("/products", "/guestbook", "/about-this-server")) {
            assertTrue(
                    pages.getOrDefault(path, "")
                            .contains("href=\"" + path + "\" aria-current=\"page\""),
                    path);
        }
        assertTrue(
                pages.getOrDefault("index.html", "").contains("href=\"/\" aria-current=\"page\""));
    }

    @Test
    void needsNothingInlineAndNothingFromElsewhere() throws IOException {
        Pattern inline =
                Pattern.compile("<script|<style|\\sstyle=|\\son[a-z]+=|(src|href)=\"(https?:)?//");
        pages().forEach((name, page) -> assertFalse(inline.matcher(page).find(), name));
        for (String file : List.of("gazette.css", "favicon.svg", "goods.svg")) {
            String text = Files.readString(FILES.resolve(file));
            assertFalse(text.contains("url(") || text.contains("@import"), file);
            assertFalse(inline.matcher(text).find(), file);
        }
    }

    @Test
    void linksOnlyToWhatIsThere() throws IOException {
        for (var page : pages().entrySet()) {
            Matcher links = Pattern.compile("href=\"(/[^\"#]*)").matcher(page.getValue());
            while (links.find()) {
                String target = links.group(1).replace("&amp;", "&");
                boolean file = Files.isRegularFile(FILES.resolve(target.substring(1)));
                boolean front = target.equals("/");
                int status = file || front ? 200 : site.visitor().get(target).status();
                assertEquals(200, status, page.getKey() + " links to " + target);
            }
        }
    }

    @Test
    void canBeReadByEveryone() throws IOException {
        pages().forEach(
                        (name, page) -> {
                            assertTrue(
                                    page.startsWith("<!doctype html>\n<html lang=\"en\">"), name);
                            assertTrue(page.contains("<a class=\"skip\" href=\"#content\">"), name);
                            assertTrue(
                                    page.contains("<main id=\"content\" tabindex=\"-1\">"), name);
                            assertEquals(1, page.split("<h1[ >]", -1).length - 1, name);
                            assertTrue(page.contains("name=\"viewport\""), name);
                            assertFalse(page.contains("@if") || page.contains("${"), name);
                        });
    }

    @Test
    void hasAPictureForEveryCategory() throws IOException {
        String sprite = Files.readString(FILES.resolve("goods.svg"));
        for (String category : dev.homeport.app.gazette.product.Products.CATEGORIES) {
            assertTrue(sprite.contains("<symbol id=\"" + category + "\""), category);
        }
    }
}

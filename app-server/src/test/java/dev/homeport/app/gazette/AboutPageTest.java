package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class AboutPageTest {
    private final DemoSite site = new DemoSite();

    private String page() {
        Response response = site.visitor().get("/about-this-server");
        assertEquals(200, response.status());
        assertEquals(Optional.of("no-store"), response.headers().first("cache-control"));
        return Visitor.text(response);
    }

    private static void assertSays(String page, String... facts) {
        for (String fact : facts) assertTrue(page.contains(fact), fact + " is not in: " + page);
    }

    @Test
    void answersTheSixQuestions() {
        assertSays(
                page(),
                "What is a server?",
                "What does the domain name do?",
                "Which record is <em>www</em>?",
                "What do the web server, the application server and the database do?",
                "How do they talk with your computer?",
                "What is weak about one server for everything?");
    }

    @Test
    void tellsOfTheProcess() {
        assertSays(
                page(),
                "Homeport 0.1.0, process 4711",
                "Java 25.0.1",
                "since 1 March 2026, 09:30:00 UTC, that is for 2 hours and 30 minutes",
                "80.0 MB of memory in all, 20.0 MB of memory for its objects");
    }

    @Test
    void tellsWhereItListensAndHowToAskThere() {
        assertSays(
                page(),
                "3 addresses",
                "<code>127.0.0.1:41053</code>",
                "<code>[::1]:48443</code>",
                "dig @127.0.0.1 -p 41053 www.foobar.com",
                "dig @::1 -p 48443 www.foobar.com +https",
                "http://www.foobar.com:48080/api/products?limit=1",
                "www.foobar.com:48443:[::1]");
    }

    @Test
    void tellsTheRecordsOfTheNameAndWhichOneWwwIs() {
        assertSays(
                page(),
                "serial number 2026112301",
                "www.foobar.com. 3600 IN CNAME foobar.com.",
                "foobar.com. 3600 IN A 127.0.0.1",
                "www.foobar.com is a CNAME record: an alias, another name for foobar.com. Behind"
                        + " the alias stands 127.0.0.1 and ::1.",
                "The zone of this site names 2 name servers");
    }

    @Test
    void tellsOfTheStore() throws Exception {
        assertSays(page(), "Memory 1.0", "/srv/data/homeport.db", "123.5 kB", "after 25 changes");
        site.visitor().json("POST", "/api/guestbook", "{\"name\":\"N\",\"message\":\"m\"}");
        assertSays(page(), "after 26 changes", "<td>guestbook</td><td class=\"number\">1</td>");
    }

    @Test
    void tellsOfThisVeryRequest() {
        assertSays(
                page(),
                "<code>127.0.0.1:50000</code> to <code>127.0.0.1:8080</code>",
                "not encrypted",
                "HTTP/1.1: <code>GET /about-this-server</code>");
        String secure = Visitor.text(site.visitor().overHttps().get("/about-this-server"));
        assertFalse(secure.contains("not encrypted"));
        assertSays(secure, "our end proved with its certificate");
    }

    @Test
    void isWrittenWithoutFactsOfItsOwn() {
        String page = page();
        for (String guess : List.of("1053", "8443", "8853", "SQLite")) {
            assertFalse(page.replace("41053", "").replace("48443", "").contains(guess), guess);
        }
    }
}

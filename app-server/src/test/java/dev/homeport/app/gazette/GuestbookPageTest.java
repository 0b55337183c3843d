package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Guest;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.guestbook.Entries;
import dev.homeport.app.gazette.guestbook.GuestbookLimits;
import dev.homeport.app.session.SessionLimits;
import dev.homeport.app.session.Sessions;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class GuestbookPageTest {
    private final DemoSite site = new DemoSite();
    private final Guest guest = new Guest(site.visitor());

    @Test
    void writesAnEntryAndSendsTheVisitorToTheBook() throws Exception {
        Response response = guest.sign("Ada", "Hello,\r\nharbour & all.");
        assertEquals(303, response.status());
        assertEquals(Optional.of("/guestbook"), response.headers().first("location"));
        assertEquals(1, (long) site.store.read(view -> view.count(Entries.COLLECTION)));

        String page = guest.page();
        assertTrue(page.contains("Hello,\nharbour &amp; all."), page);
        assertTrue(page.contains(">Ada</span>"), page);
        assertTrue(page.contains("1 March 2026, 12:00 UTC"), page);
    }

    @Test
    void thanksOnceOnly() {
        guest.sign("Ada", "Hello");
        assertTrue(guest.page().contains("Thank you. Your entry is in the book."));
        assertFalse(guest.page().contains("Thank you."));
    }

    @Test
    void thanksOnlyTheOneWhoWrote() {
        guest.sign("Ada", "Hello");
        assertFalse(new Guest(site.visitor()).page().contains("Thank you."));
    }

    @Test
    void keepsWhatWasEnteredAndSaysWhatIsWrongWithEachField() throws Exception {
        String entered = "m".repeat(1001);
        Response response = guest.sign("", entered);
        assertEquals(422, response.status());
        String page = Visitor.text(response);
        assertTrue(page.contains("Your name is needed."), page);
        assertTrue(page.contains("Your message has 1001 characters; 1000 is the most."), page);
        assertTrue(page.contains("aria-describedby=\"name-faults\""), page);
        assertTrue(page.contains("\n" + entered + "</textarea>"), page);
        assertEquals(0, (long) site.store.read(view -> view.count(Entries.COLLECTION)));

        guest.keep(response);
        assertEquals(303, guest.send("Ada", "now it fits").status());
    }

    @Test
    void takesTextsToTheLimitAndNoFurther() {
        assertEquals(303, guest.sign("n".repeat(60), "m".repeat(1000)).status());
        assertEquals(422, guest.sign("n".repeat(61), "m").status());
        assertEquals(422, guest.sign("two\r\nlines", "m").status());
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        for (int i = 0; i < 23; i++) {
            new Guest(site.visitor()).sign("N", "entry-" + i + ".");
            site.clock.advance(Duration.ofSeconds(1));
        }
        List<String> seen = new ArrayList<>();
        String target = "/guestbook";
        for (int page = 0; page < 5 && !target.isEmpty(); page++) {
            String text = Visitor.text(site.visitor().get(target));
            Matcher entries = Pattern.compile("entry-(\\d+)\\.").matcher(text);
            while (entries.find()) seen.add(entries.group(1));
            Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(text);
            target = next.find() ? next.group(1) : "";
        }
        List<String> expected = new ArrayList<>();
        for (int i = 22; i >= 0; i--) expected.add("" + i);
        assertEquals(expected, seen);
    }

    @Test
    void letsOneVisitorWriteSoMuchAndThenAsksForARest() {
        for (int i = 0; i < GuestbookLimits.DEFAULT.burstMax(); i++) {
            assertEquals(303, guest.sign("N", "again").status());
            site.clock.advance(Duration.ofMinutes(1));
        }
        Response tooMuch = guest.sign("N", "again");
        assertEquals(429, tooMuch.status());
        assertEquals(Optional.of("300"), tooMuch.headers().first("retry-after"));
        assertEquals(303, new Guest(site.visitor()).sign("N", "another").status());

        site.clock.advance(Duration.ofMinutes(5));
        assertEquals(303, guest.sign("N", "rested").status());
        assertEquals(429, guest.sign("N", "once more").status());
    }

    @Test
    void keepsNoMoreEntriesThanItsBound() throws Exception {
        GuestbookLimits limits = new GuestbookLimits(10, 4, 100, Duration.ofMinutes(1));
        DemoSite small = new DemoSite(new Gazette(limits, SessionLimits.DEFAULT));
        Visitor visitor = small.visitor();
        for (int i = 0; i < 40; i++) {
            visitor.json("POST", "/api/guestbook", "{\"name\":\"N\",\"message\":\"x" + i + ".\"}");
            long count = small.store.read(view -> view.count(Entries.COLLECTION));
            assertTrue(count <= 10 + 4, "count " + count);
        }
        String page = Visitor.text(visitor.get("/guestbook"));
        assertTrue(page.contains("x39."));
        assertFalse(page.contains("x29."));
    }

    @Test
    void opensASessionForTheFormOnlyAndOncePerVisitor() throws Exception {
        Visitor visitor = site.visitor();
        for (String path : List.of("/products", "/about-this-server", "/api/guestbook", "/none")) {
            assertFalse(visitor.get(path).headers().contains("set-cookie"), path);
        }
        assertEquals(0, (long) site.store.read(view -> view.count(Sessions.COLLECTION)));
        visitor.get("/guestbook");
        visitor.get("/guestbook");
        assertEquals(1, (long) site.store.read(view -> view.count(Sessions.COLLECTION)));
    }

    @Test
    void writesNothingWhenAKnownVisitorReads() {
        guest.page();
        long before = site.store.sequence();
        guest.page();
        assertEquals(before, site.store.sequence());
    }

    @Test
    void isKeptByNoCacheSinceItIsForOneVisitor() {
        Response response = site.visitor().get("/guestbook");
        assertEquals(Optional.of("no-store"), response.headers().first("cache-control"));
    }
}

package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Guest;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.guestbook.Entries;
import dev.homeport.http.Body;
import dev.homeport.http.Response;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whoever sends the guestbook's form without having been given it writes nothing. */
class FormProtectionTest {
    private final DemoSite site = new DemoSite();
    private final Visitor victim = site.visitor();

    @AfterEach
    void nothingWasWritten() throws Exception {
        assertEquals(0, (long) site.store.read(view -> view.count(Entries.COLLECTION)));
    }

    private Response post(String form, String... fields) {
        return victim.post("/guestbook", form, fields);
    }

    @Test
    void refusesAFormWithoutToken() {
        victim.get("/guestbook");
        assertEquals(403, post("name=N&message=m").status());
        assertEquals(403, post("name=N&message=m&token=").status());
    }

    @Test
    void refusesAWrongTokenAndGivesAFreshOneWithWhatWasEntered() {
        victim.get("/guestbook");
        Response response = post("name=N&message=my+long+letter&token=" + "A".repeat(86));
        assertEquals(403, response.status());
        String page = Visitor.text(response);
        assertTrue(page.contains("my long letter</textarea>"), page);
        assertTrue(page.contains("out of date"), page);
    }

    @Test
    void refusesTheTokenOfAnotherVisitor() {
        Guest attacker = new Guest(site.visitor());
        attacker.page();
        victim.get("/guestbook");
        assertEquals(403, post("name=N&message=m&token=" + attacker.token()).status());
    }

    @Test
    void refusesATokenTwice() {
        Guest guest = new Guest(victim);
        guest.page();
        String token = guest.token();
        assertEquals(403, post("name=N&message=m&token=" + token + "&token=" + token).status());
    }

    @Test
    void refusesATokenWithoutSession() {
        Guest guest = new Guest(victim);
        guest.page();
        victim.cookies().clear();
        assertEquals(403, post("name=N&message=m&token=" + guest.token()).status());
    }

    @Test
    void refusesAFormThatOutlivedItsSession() {
        Guest guest = new Guest(victim);
        guest.page();
        site.clock.advance(Duration.ofHours(3));
        assertEquals(403, guest.send("N", "m").status());
    }

    @Test
    void refusesAForeignPageEvenWithTheRightToken() {
        Guest guest = new Guest(victim);
        guest.page();
        String form = "name=N&message=m&token=" + guest.token();
        for (String[] from :
                List.of(
                        new String[] {"origin", "http://evil.example"},
                        new String[] {"origin", "null"},
                        new String[] {"sec-fetch-site", "same-site"})) {
            assertEquals(403, post(form, from).status());
        }
    }

    @Test
    void adoptsNoPlantedSession() {
        String planted = "B".repeat(43);
        victim.setCookie("session", planted);
        Guest guest = new Guest(victim);
        guest.page();
        assertNotEquals(Optional.of(planted), victim.cookie("session"));
    }

    @Test
    void takesFormsOnlyAsForms() {
        Guest guest = new Guest(victim);
        guest.page();
        String form = "name=N&message=m&token=" + guest.token();
        assertEquals(415, victim.send("POST", "/guestbook", Body.text(form)).status());
        assertEquals(415, post(form, "content-type", "text/plain").status());
        assertEquals(400, post(form + "&x=%zz").status());
        assertEquals(413, post(form + "&x=" + "y".repeat(64 * 1024)).status());
    }
}

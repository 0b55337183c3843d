package dev.homeport.app.gazette;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Guest;
import dev.homeport.app.fake.Listener;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.guestbook.GuestbookEvents;
import dev.homeport.app.json.JsonReader;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class GuestbookEventsTest {
    private final DemoSite site = new DemoSite();
    private final Visitor visitor = site.visitor().from("203.0.113.9");

    /** Writes an entry; gives its id. */
    private String write(String message) {
        Response created =
                visitor.json(
                        "POST",
                        "/api/guestbook",
                        "{\"name\":\"N\",\"message\":\"" + message + "\"}");
        return JsonReader.stored(Visitor.text(created)).requireText("id");
    }

    private Listener listen(String... fields) {
        Response response = visitor.get("/api/guestbook/events", fields);
        assertEquals(200, response.status());
        assertEquals("text/event-stream", response.headers().joined("content-type"));
        return new Listener(response);
    }

    @Test
    void entriesAreToldAsTheyAreWritten() {
        write("before");
        try (Listener listener = listen();
                Listener other = listen()) {
            String id = write("now");
            await().until(() -> listener.heard().contains("now"));
            await().until(() -> other.heard().contains("now"));
            assertFalse(listener.heard().contains("before"));
            assertTrue(listener.heard().startsWith("retry: 2000\n\n"));
            assertTrue(listener.heard().contains("id: " + id + "\nevent: entry\ndata: {\"id\":\""));
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissed() {
        String known = write("known");
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 250; i++) missed.add(write("missed " + i));
        try (Listener listener = listen("last-event-id", known)) {
            await().until(() -> listener.heard().contains("\"missed 249\""));
            List<String> ids =
                    listener.heard().lines().filter(line -> line.startsWith("id: ")).toList();
            assertEquals(missed.stream().map(id -> "id: " + id).toList(), ids);
        }
        try (Listener listener = listen("last-event-id", "no id of ours")) {
            write("next");
            await().until(() -> listener.heard().contains("next"));
            assertFalse(listener.heard().contains("missed"));
        }
    }

    @Test
    void thePageTellsToo() {
        try (Listener listener = listen()) {
            Response signed = new Guest(site.visitor()).sign("G", "by hand");
            assertEquals(303, signed.status());
            await().until(() -> listener.heard().contains("by hand"));
        }
    }

    @Test
    void oneListenerTooManyComesBackLater() throws InterruptedException {
        List<Listener> all = new ArrayList<>();
        try {
            for (int i = 0; i < GuestbookEvents.FOLLOWERS_MAX; i++) all.add(listen());
            await().until(() -> all.stream().allMatch(l -> l.heard().startsWith("retry: 2000\n")));
            Listener late = listen();
            late.awaitEnd();
            assertEquals("retry: 60000\n\n", late.heard());
        } finally {
            all.forEach(Listener::close);
        }
        try (Listener next = listen()) {
            await().until(() -> next.heard().startsWith("retry: 2000\n"));
        }
    }
}

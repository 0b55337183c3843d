package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class GuestbookApiTest {
    private final DemoSite site = new DemoSite();
    private final Visitor visitor = site.visitor().from("203.0.113.9");

    private Response write(int number) {
        return visitor.json(
                "POST", "/api/guestbook", "{\"name\":\"N\",\"message\":\"" + number + "\"}");
    }

    private static Json.Obj json(Response response) {
        return JsonReader.stored(Visitor.text(response));
    }

    private List<String> walk(int limit) {
        List<String> messages = new ArrayList<>();
        String target = "/api/guestbook?limit=" + limit;
        while (!target.isEmpty()) {
            Json.Obj page = json(visitor.get(target));
            for (Json item : ((Json.Arr) page.find("items").orElseThrow()).items()) {
                messages.add(((Json.Obj) item).requireText("message"));
            }
            target = page.find("next").map(n -> ((Json.Text) n).value()).orElse("");
        }
        return messages;
    }

    @Test
    void showsTheNewestFirstEvenWithinAMillisecondAndWhenTheClockGoesBack() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            assertEquals(201, write(i).status());
            expected.addFirst("" + i);
            if (i % 10 == 3) site.clock.advance(Duration.ofSeconds(-20));
            if (i % 10 == 7) site.clock.advance(Duration.ofSeconds(5));
        }
        assertEquals(expected, walk(4));
        assertEquals(expected, walk(100));
    }

    @Test
    void createsAnEntryAndSaysWhere() {
        Response created = write(1);
        assertEquals(201, created.status());
        String location = created.headers().first("location").orElseThrow();
        Json.Obj got = json(visitor.get(location));
        assertEquals(json(created), got);
        assertEquals("2026-03-01T12:00:00Z", got.requireText("created"));
    }

    @Test
    void letsOnlyTheOwnerCorrect() {
        String location = write(1).headers().first("location").orElseThrow();
        String better = "{\"name\":\"N\",\"message\":\"better\"}";
        assertEquals(403, visitor.json("PUT", location, better, "if-match", "*").status());

        Visitor owner = site.visitor();
        assertEquals(428, owner.json("PUT", location, better).status());
        site.clock.advance(Duration.ofDays(1));
        Json.Obj put = json(owner.json("PUT", location, better, "if-match", "\"v1\""));
        assertEquals("better", put.requireText("message"));
        assertEquals("2026-03-01T12:00:00Z", put.requireText("created"));
        assertEquals(412, owner.json("PUT", location, better, "if-match", "\"v1\"").status());
        assertEquals(304, visitor.get(location, "if-none-match", "\"v2\"").status());
    }

    @Test
    void tellsFaultsByField() {
        Response response = visitor.json("POST", "/api/guestbook", "{\"name\":7,\"mesage\":\"x\"}");
        assertEquals(422, response.status());
        Json.Obj errors = (Json.Obj) json(response).find("errors").orElseThrow();
        assertEquals(List.of("mesage", "name", "message"), List.copyOf(errors.members().keySet()));
    }

    @Test
    void letsNoForeignPageWrite() {
        String text = "{\"name\":\"N\",\"message\":\"x\"}";
        assertEquals(
                403,
                visitor.json("POST", "/api/guestbook", text, "origin", "http://evil.example")
                        .status());
        assertTrue(walk(10).isEmpty());
    }

    @Test
    void knowsNoEntryByAnOddName() {
        for (String id : List.of("x", "0".repeat(28), "A".repeat(28), "0".repeat(27) + "é")) {
            assertEquals(404, visitor.get("/api/guestbook/" + id).status(), id);
        }
        String text = "{\"name\":\"N\",\"message\":\"x\"}";
        assertEquals(
                404,
                site.visitor().json("PUT", "/api/guestbook/x", text, "if-match", "*").status());
    }
}

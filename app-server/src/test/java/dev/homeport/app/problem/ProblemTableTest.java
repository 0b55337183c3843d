package dev.homeport.app.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.json.JsonReader;
import dev.homeport.http.Response;
import dev.homeport.storage.StoreProblem;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client is told of each way the store can fail. */
class ProblemTableTest {
    private static final String SECRET = "/srv/secret/path";

    private static Map<StoreProblem, Integer> table() {
        IOException cause = new IOException(SECRET);
        Map<StoreProblem, Integer> table = new LinkedHashMap<>();
        table.put(new StoreProblem.Conflict(SECRET), 409);
        table.put(new StoreProblem.Invalid(SECRET), 422);
        table.put(new StoreProblem.NoSpace(SECRET, cause), 507);
        table.put(new StoreProblem.Unavailable(SECRET), 503);
        table.put(new StoreProblem.InUse(SECRET), 503);
        table.put(new StoreProblem.Newer(SECRET), 503);
        table.put(new StoreProblem.Damaged(SECRET, cause), 503);
        return table;
    }

    private final DemoSite site = new DemoSite();

    @Test
    void tellsProgramsInJson() {
        table().forEach(
                        (problem, status) -> {
                            site.store.failWith(problem);
                            Response response = site.visitor().get("/api/products");
                            assertEquals(status, response.status());
                            assertEquals(
                                    Optional.of("application/problem+json"),
                                    response.headers().first("content-type"));
                            var json = JsonReader.stored(Visitor.text(response));
                            assertEquals((long) status, json.requireWhole("status"));
                            assertEquals("about:blank", json.requireText("type"));
                            assertFalse(json.requireText("title").isBlank());
                            check(response);
                        });
    }

    @Test
    void tellsPeopleInAPage() {
        table().forEach(
                        (problem, status) -> {
                            site.store.failWith(problem);
                            Response response = site.visitor().get("/products");
                            assertEquals(status, response.status());
                            String page = Visitor.text(response);
                            assertTrue(page.contains("The Foobar Gazette"), page);
                            assertTrue(page.contains("Correction · " + status), page);
                            check(response);
                        });
    }

    private static void check(Response response) {
        assertFalse(Visitor.text(response).contains(SECRET));
        boolean waits = response.headers().contains("retry-after");
        assertEquals(response.status() == 503, waits);
        assertEquals(Optional.of("no-store"), response.headers().first("cache-control"));
    }

    @Test
    void servesAgainWhenTheStoreDoes() {
        site.store.failWith(new StoreProblem.Unavailable("busy"));
        assertEquals(503, site.visitor().get("/products").status());
        site.store.mend();
        assertEquals(200, site.visitor().get("/products").status());
    }

    @Test
    void namesEveryFaultByField() {
        Response response =
                ProblemJson.respond(
                        Problem.invalid(Map.of("name", List.of("is needed", "is odd"))));
        assertTrue(
                Visitor.text(response)
                        .contains("\"errors\":{\"name\":[\"is needed\",\"is odd\"]}"));
    }

    @Test
    void waitsAtLeastASecondAndNeverTooShort() {
        Problem longer = Problem.of(503, "x").retryAfter(Duration.ofMillis(2001));
        assertEquals(OptionalLong.of(3), longer.retryAfterSeconds());
        Problem problem = Problem.of(503, "x").retryAfter(Duration.ofMillis(20));
        assertEquals(OptionalLong.of(1), problem.retryAfterSeconds());
        assertThrows(IllegalArgumentException.class, () -> Problem.of(200, "x"));
    }
}

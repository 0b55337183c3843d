package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonReader;
import dev.homeport.http.Body;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

class ProductApiTest {
    private static final String LAMP =
            """
            {"name":"Lamp","category":"desk","priceCents":990,"stock":1,"description":"Shines."}""";

    private final DemoSite site = new DemoSite();
    private final Visitor owner = site.visitor();
    private final Visitor stranger = site.visitor().from("203.0.113.9");

    private static Json.Obj json(Response response) {
        return JsonReader.stored(Visitor.text(response));
    }

    private static Optional<String> header(Response response, String name) {
        return response.headers().first(name);
    }

    private static List<String> ids(Response response) {
        List<String> ids = new ArrayList<>();
        for (Json item : ((Json.Arr) json(response).find("items").orElseThrow()).items()) {
            ids.add(((Json.Obj) item).requireText("id"));
        }
        return ids;
    }

    @Test
    void listsEveryProductOnceInPages() {
        List<String> seen = new ArrayList<>();
        String target = "/api/products?limit=7";
        for (int page = 0; page < 10 && !target.isEmpty(); page++) {
            Response response = stranger.get(target);
            assertEquals(200, response.status());
            seen.addAll(ids(response));
            Optional<Json> next = json(response).find("next");
            target = next.map(n -> ((Json.Text) n).value()).orElse("");
            String link = header(response, "link").orElse("");
            assertEquals(target.isEmpty() ? "" : "<" + target + ">; rel=\"next\"", link);
        }
        assertEquals(24, seen.size());
        assertEquals(24, new HashSet<>(seen).size());
        assertEquals(seen.stream().sorted().toList(), seen);
    }

    @Test
    void keepsTheFilterFromPageToPage() {
        Response first = stranger.get("/api/products?category=desk&limit=3");
        assertEquals(3, ids(first).size());
        Response second = stranger.get(json(first).requireText("next"));
        assertEquals(1, ids(second).size());
        assertTrue(Visitor.text(second).contains("\"category\":\"desk\""));
        assertTrue(json(second).find("next").isEmpty());
    }

    @Test
    void refusesQueriesThatMakeNoSense() {
        for (String query :
                List.of(
                        "limit=0",
                        "limit=101",
                        "after=x",
                        "category=none",
                        "category=%zz",
                        "category=desk&category=desk")) {
            Response response = stranger.get("/api/products?" + query);
            assertEquals(400, response.status(), query);
            assertEquals(400, json(response).requireWhole("status"));
        }
        assertEquals(200, stranger.get("/api/products?utm_source=x").status());
    }

    @Test
    void createsAProductAndSaysWhere() {
        Response created = owner.json("POST", "/api/products", LAMP);
        assertEquals(201, created.status());
        assertEquals(Optional.of("/api/products/lamp"), header(created, "location"));
        assertEquals(Optional.of("\"v1\""), header(created, "etag"));

        Response got = stranger.get("/api/products/lamp");
        assertEquals(json(created), json(got));
        assertEquals(990, json(got).requireWhole("priceCents"));
    }

    @Test
    void namesNamesakesApart() {
        owner.json("POST", "/api/products", LAMP);
        Response second = owner.json("POST", "/api/products", LAMP);
        assertEquals(Optional.of("/api/products/lamp-2"), header(second, "location"));
    }

    @Test
    void takesBackWhatItGave() {
        Response read = owner.get("/api/products/crystal-radio-kit");
        String etag = header(read, "etag").orElseThrow();
        String same = Visitor.text(read);
        assertEquals(
                200,
                owner.json("PUT", "/api/products/crystal-radio-kit", same, "if-match", etag)
                        .status());
    }

    @Test
    void makesIdsOfAnyName() {
        Response made =
                owner.json("POST", "/api/products", LAMP.replace("Lamp", "Ünïcode & Söhne!"));
        assertEquals("unicode-sohne", json(made).requireText("id"));
        Response odd = owner.json("POST", "/api/products", LAMP.replace("Lamp", "日本"));
        assertEquals("product", json(odd).requireText("id"));
        assertEquals(200, owner.get("/api/products/product").status());
    }

    @Test
    void tellsEveryFaultByField() {
        Response response =
                owner.json(
                        "POST",
                        "/api/products",
                        """
                        {"name":" ","category":"cars","priceCents":"1","stock":-1,"id":"x"}""");
        assertEquals(422, response.status());
        assertEquals(Optional.of("application/problem+json"), header(response, "content-type"));
        Json.Obj errors = (Json.Obj) json(response).find("errors").orElseThrow();
        assertEquals(
                List.of("id", "name", "category", "priceCents", "stock", "description"),
                List.copyOf(errors.members().keySet()));
    }

    @Test
    void refusesWhatIsNoStrictJsonObject() {
        for (String text : List.of("", "[]", "1", LAMP + "x", LAMP.replace("{", "{\"stock\":2,"))) {
            assertEquals(400, owner.json("POST", "/api/products", text).status(), text);
        }
        String large = "{\"name\":\"" + "x".repeat(64 * 1024) + "\"}";
        assertEquals(413, owner.json("POST", "/api/products", large).status());
        assertEquals(
                400,
                owner.send(
                                "POST",
                                "/api/products",
                                Body.empty(),
                                "content-type",
                                "application/json")
                        .status());
    }

    @Test
    void takesNothingButJson() {
        for (String type :
                List.of(
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "",
                        "application/json; charset=latin1",
                        "application/jsonp")) {
            Response response =
                    owner.send("POST", "/api/products", Body.text(LAMP), "content-type", type);
            assertEquals(415, response.status(), type);
        }
        assertEquals(415, owner.send("POST", "/api/products", Body.text(LAMP)).status());
        assertEquals(
                201,
                owner.send(
                                "POST",
                                "/api/products",
                                Body.text(LAMP),
                                "content-type",
                                "Application/JSON; charset=UTF-8")
                        .status());
    }

    @Test
    void letsOnlyTheOwnersMachineWrite() {
        long before = site.store.sequence();
        assertEquals(403, stranger.json("POST", "/api/products", LAMP).status());
        assertEquals(
                403,
                stranger.json("PUT", "/api/products/crystal-radio-kit", LAMP, "if-match", "*")
                        .status());
        assertEquals(before, site.store.sequence());
        assertEquals(201, site.visitor().from("::1").json("POST", "/api/products", LAMP).status());
    }

    @Test
    void letsNoForeignPageWriteThroughTheOwnersBrowser() {
        long before = site.store.sequence();
        for (String[] from :
                List.of(
                        new String[] {"origin", "http://evil.example"},
                        new String[] {"origin", "null"},
                        new String[] {"sec-fetch-site", "cross-site"})) {
            assertEquals(403, owner.json("POST", "/api/products", LAMP, from).status());
        }
        assertEquals(before, site.store.sequence());
        assertEquals(
                201,
                owner.json("POST", "/api/products", LAMP, "origin", "http://www.foobar.com:8080")
                        .status());
    }

    @Test
    void replacesOnlyTheVersionThatWasRead() {
        owner.json("POST", "/api/products", LAMP);
        String dearer = LAMP.replace("990", "1990");
        assertEquals(428, owner.json("PUT", "/api/products/lamp", dearer).status());

        Response put = owner.json("PUT", "/api/products/lamp", dearer, "if-match", "\"v1\"");
        assertEquals(200, put.status());
        assertEquals(Optional.of("\"v2\""), header(put, "etag"));
        assertEquals(1990, json(stranger.get("/api/products/lamp")).requireWhole("priceCents"));

        for (String stale : List.of("\"v1\"", "W/\"v2\"", "\"other\"", "\"v1\", \"v3\"")) {
            Response late = owner.json("PUT", "/api/products/lamp", LAMP, "if-match", stale);
            assertEquals(412, late.status(), stale);
        }
        assertEquals(400, owner.json("PUT", "/api/products/lamp", LAMP, "if-match", "v2").status());
        assertEquals(2, json(stranger.get("/api/products/lamp")).requireWhole("version"));
        assertEquals(200, owner.json("PUT", "/api/products/lamp", LAMP, "if-match", "*").status());
        assertEquals(
                200,
                owner.json("PUT", "/api/products/lamp", LAMP, "if-match", "\"x\", \"v3\"")
                        .status());
    }

    @Test
    void replacesNothingThatIsNotThere() {
        assertEquals(404, owner.json("PUT", "/api/products/none", LAMP, "if-match", "*").status());
        assertEquals(404, owner.json("PUT", "/api/products/A%20B", LAMP, "if-match", "*").status());
    }

    @Test
    void spendsNoContentOnWhoHasIt() {
        Response got = stranger.get("/api/products/crystal-radio-kit");
        String tag = header(got, "etag").orElseThrow();
        for (String known : List.of(tag, "W/" + tag, "*", "\"x\", " + tag)) {
            Response again =
                    stranger.get("/api/products/crystal-radio-kit", "if-none-match", known);
            assertEquals(304, again.status(), known);
            assertEquals(Optional.of(tag), header(again, "etag"));
            assertEquals(0, again.body().length());
        }
        assertEquals(
                200,
                stranger.get("/api/products/crystal-radio-kit", "if-none-match", "\"v9\"")
                        .status());
    }

    @Test
    void answersHeadAsGet() {
        Response get = stranger.get("/api/products/crystal-radio-kit");
        Response head = stranger.send("HEAD", "/api/products/crystal-radio-kit", Body.empty());
        assertEquals(get.status(), head.status());
        assertEquals(get.headers(), head.headers());
        assertEquals(get.body().length(), head.body().length());
    }

    @Test
    void tellsInJsonWhatIsNotThereOrNotAllowed() {
        for (String path :
                List.of("/api/products/none", "/api/none", "/api/products/x/y", "/api/")) {
            Response response = stranger.get(path);
            assertEquals(404, response.status(), path);
            assertEquals(404, json(response).requireWhole("status"));
        }
        Response wrong = stranger.send("DELETE", "/api/products/lamp", Body.empty());
        assertEquals(405, wrong.status());
        assertEquals(Optional.of("GET, HEAD, OPTIONS, PUT"), header(wrong, "allow"));
        assertEquals(405, json(wrong).requireWhole("status"));
        assertFalse(Visitor.text(wrong).contains("<html"));
    }
}

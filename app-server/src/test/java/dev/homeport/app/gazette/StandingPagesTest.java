package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.Services;
import dev.homeport.app.fake.FixedFacts;
import dev.homeport.app.fake.SettableClock;
import dev.homeport.app.gazette.product.Products;
import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.Target;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Which of the site's answers may be given again, and until when. */
class StandingPagesTest {
    private static final List<String> OF_THE_CATALOGUE =
            List.of(
                    "/products",
                    "/products?category=desk",
                    "/products/galley-proof-pad-a3",
                    "/products/none",
                    "/api/products",
                    "/api/products/galley-proof-pad-a3");

    private final Gazette gazette = new Gazette();
    private final MemoryStore store =
            MemoryStore.of(gazette.collections().toArray(Collection[]::new));
    private Handler site = Handler.inline(_ -> Response.of(404));

    @BeforeEach
    void start() throws StoreProblem {
        site =
                gazette.start(
                        new Services(
                                store,
                                new SettableClock(),
                                new SecureRandom(),
                                new FixedFacts(),
                                site));
    }

    private static Request get(String target) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(
                "GET",
                new Target("http", "www.foobar.com", 80, path, path, query),
                Headers.of("host", "www.foobar.com"),
                Body.empty(),
                new Peer(address, address, Protocol.HTTP_1_1));
    }

    private Standing promise(String target) {
        return site.standing(get(target)).orElseThrow(() -> new AssertionError(target));
    }

    private String page(String target) throws Exception {
        Response response = site.handle(get(target));
        return response.body() instanceof Body.Bytes(byte[] bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "";
    }

    private void rename(String name) throws StoreProblem {
        store.write(
                tx -> {
                    Document product = tx.scan(Products.COLLECTION, Scan.byId(1)).getFirst();
                    String json =
                            product.json()
                                    .replaceFirst(
                                            "\"name\"\\s*:\\s*\"[^\"]*\"",
                                            "\"name\":\"" + name + "\"");
                    return tx.update(Products.COLLECTION, product.id(), product.version(), json);
                });
    }

    @Test
    void theCatalogueStandsUntilAProductIsWritten() throws Exception {
        List<Standing> before = OF_THE_CATALOGUE.stream().map(this::promise).toList();
        String page = page("/products");
        before.forEach(promise -> assertTrue(promise.stands()));

        rename("Renamed just now");

        before.forEach(promise -> assertFalse(promise.stands()));
        assertFalse(page.contains("Renamed just now"));
        assertTrue(page("/products").contains("Renamed just now"));
        OF_THE_CATALOGUE.forEach(target -> assertTrue(promise(target).stands()));
    }

    @Test
    void whatOthersWriteDoesNotEndIt() throws Exception {
        Standing promise = promise("/products");
        store.write(tx -> tx.insert(Collection.of("seeds"), "other", "{\"planted\":0}"));
        assertTrue(promise.stands());
    }

    @Test
    void whatDependsOnWhoAsksIsNotPromised() {
        assertEquals(Optional.empty(), site.standing(get("/guestbook")));
        assertEquals(Optional.empty(), site.standing(get("/about-this-server")));
        assertEquals(Optional.empty(), site.standing(get("/api/guestbook")));
    }

    @Test
    void aPathThatIsNotThereStands() {
        assertTrue(promise("/api/none").stands());
    }
}

package dev.homeport.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Tests that serve the same domain at the same time. */
class ParallelDomainsTest {
    private static final int TESTS = 8;

    @Test
    void eachTestSeesItsOwnRecordsAndPages() throws Exception {
        CyclicBarrier together = new CyclicBarrier(TESTS);
        List<Future<String>> seen = new ArrayList<>();
        try (ExecutorService tests = Executors.newFixedThreadPool(TESTS)) {
            for (int i = 1; i <= TESTS; i++) seen.add(tests.submit(test(i, together)));
        }
        for (int i = 1; i <= TESTS; i++) {
            assertEquals("127.0.0." + i + " page " + i, seen.get(i - 1).get());
        }
    }

    private static Callable<String> test(int number, CyclicBarrier together) {
        return () -> {
            try (TestDomain domain = TestDomain.open("same.test")) {
                domain.records("own A 127.0.0." + number);
                domain.get("/", _ -> Response.text(200, "text/plain", "page " + number));
                together.await();
                String address = JvmLookup.address("own.same.test");
                HttpRequest request = HttpRequest.newBuilder(domain.uri("/")).build();
                String page = domain.client().send(request, BodyHandlers.ofString()).body();
                together.await();
                return address + " " + page;
            }
        };
    }

    @Test
    void aThreadOfNoTestIsToldWhyItFindsNothing() throws Exception {
        AtomicReference<String> message = new AtomicReference<>("");
        Thread stranger =
                Thread.ofPlatform()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(
                                () ->
                                        message.set(
                                                assertThrows(
                                                                UnknownHostException.class,
                                                                () ->
                                                                        JvmLookup.address(
                                                                                "www.twice.test"))
                                                        .toString()));
        try (TestDomain one = TestDomain.open("twice.test");
                TestDomain other = TestDomain.open("twice.test")) {
            assertEquals(one.name(), other.name());
            stranger.start();
            stranger.join();
        }
        assertTrue(message.get().contains("several tests"), message.get());
    }

    @Test
    void aThreadOfNoTestFindsWhatOneTestServes() throws Exception {
        AtomicReference<String> address = new AtomicReference<>("");
        try (TestDomain domain = TestDomain.open("once.test")) {
            domain.records("own A 127.0.0.7");
            Thread stranger =
                    Thread.ofPlatform()
                            .inheritInheritableThreadLocals(false)
                            .start(() -> address.set(lookup("own.once.test")));
            stranger.join();
        }
        assertEquals("127.0.0.7", address.get());
    }

    private static String lookup(String host) {
        try {
            return JvmLookup.address(host);
        } catch (UnknownHostException e) {
            return e.toString();
        }
    }

    @Test
    void aDomainThatIsClosedIsNotFoundAnyMore() {
        TestDomain domain = TestDomain.open("over.invalid");
        domain.close();
        assertThrows(UnknownHostException.class, () -> JvmLookup.address("www.over.invalid"));
    }

    @Test
    void anAliasMayLeadIntoAnotherDomain() throws Exception {
        try (TestDomain shop = TestDomain.open("shop.test");
                TestDomain cdn = TestDomain.open("cdn.test")) {
            cdn.records("edge A 127.0.0.5");
            shop.records("images CNAME edge.cdn.test.");
            assertEquals("127.0.0.5", JvmLookup.address("images.shop.test"));
        }
    }
}

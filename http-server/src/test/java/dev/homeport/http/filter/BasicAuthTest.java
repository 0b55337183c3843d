package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.filter.Realm.Transport;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class BasicAuthTest {
    private static final String CLIENT = "203.0.113.7";

    private final AtomicInteger hashes = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final BasicAuth auth =
            new BasicAuth(
                    List.of(
                            realm("/staff/**", Transport.SECURE),
                            realm("/proxied/**", Transport.ANY)),
                    new byte[32],
                    now::get,
                    2);
    private final Handler handler =
            auth.apply(
                    Handler.inline(
                            request ->
                                    Response.of(200)
                                            .with(
                                                    "x-user",
                                                    request.attribute(BasicAuth.USER).orElse(""))));

    private Realm realm(String paths, Transport transport) {
        return new Realm(
                PathPattern.of(paths),
                "Staff",
                Map.of("ann", password("secret"), "bö b", password("pass:wörd")),
                transport);
    }

    private Password password(String text) {
        return given -> {
            hashes.incrementAndGet();
            return new String(given, UTF_8).equals(text);
        };
    }

    private static Request request(String path, String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return From.over("https", CLIENT, path, "authorization", "Basic " + pair);
    }

    /** As the edge does it. */
    private Response ask(Request request) throws Exception {
        return switch (handler.execution(request)) {
            case INLINE -> handler.handle(request);
            case BLOCKING -> {
                CompletableFuture<Response> answer = new CompletableFuture<>();
                Thread.startVirtualThread(
                        () -> {
                            try {
                                answer.complete(handler.handle(request));
                            } catch (Exception e) {
                                answer.completeExceptionally(e);
                            }
                        });
                yield answer.get();
            }
        };
    }

    @Test
    void asksWhoDoesNotSay() throws Exception {
        Response response = ask(From.over("https", CLIENT, "/staff/x"));
        assertEquals(401, response.status());
        assertEquals(
                "Basic realm=\"Staff\", charset=\"UTF-8\"",
                response.headers().joined("www-authenticate"));
        assertEquals(200, ask(From.over("https", CLIENT, "/x")).status());
    }

    @Test
    void letsInWhoKnowsThePasswordAndHashesItOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            Response response = ask(request("/staff/x", "ann", "secret"));
            assertEquals(200, response.status());
            assertEquals("ann", response.headers().joined("x-user"));
        }
        assertEquals(1, hashes.get());
        assertEquals(Execution.INLINE, handler.execution(request("/staff", "ann", "secret")));
        assertEquals(
                "bö b", ask(request("/staff", "bö b", "pass:wörd")).headers().joined("x-user"));
    }

    @Test
    void keepsOthersOutThoughNobodyCanTellWhy() throws Exception {
        ask(request("/staff", "ann", "secret"));
        for (String[] pair : new String[][] {{"ann", "Secret"}, {"ann", ""}, {"eve", "secret"}}) {
            int before = hashes.get();
            assertEquals(401, ask(request("/staff", pair[0], pair[1])).status());
            assertEquals(before + 1, hashes.get()); // An unknown user takes as long.
        }
        assertEquals(200, ask(request("/staff", "ann", "secret")).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic YW5u", // ann
                "Bearer YW5uOnNlY3JldA==",
                "Basic /zpzZWNyZXQ=", // a byte that is no UTF-8
                "Basic YW5uOnNlY3JldA== x",
            })
    void whatCannotBeReadIsNobody(String field) throws Exception {
        Response response = ask(From.over("https", CLIENT, "/staff", "authorization", field));
        assertEquals(401, response.status());
        assertEquals(0, hashes.get());
    }

    @Test
    void passwordsAreBounded() throws Exception {
        int bound = Credentials.PASSWORD_BYTES_MAX;
        ask(request("/staff", "ann", "x".repeat(bound)));
        assertEquals(1, hashes.get());
        ask(request("/staff", "ann", "x".repeat(bound + 1)));
        assertEquals(1, hashes.get());
        assertFalse(new Credentials("ann", "secret".getBytes(UTF_8)).toString().contains("secret"));
    }

    @Test
    void passwordsAreNotAskedForInTheClear() throws Exception {
        Response response = ask(From.address(CLIENT, "/staff"));
        assertEquals(403, response.status());
        assertEquals("", response.headers().joined("www-authenticate"));
        assertEquals(401, ask(From.address("127.0.0.1", "/staff")).status());
        assertEquals(401, ask(From.address("::1", "/staff")).status());
        assertEquals(401, ask(From.address(CLIENT, "/proxied")).status());
    }

    @Test
    void whoGuessesHasToWait() throws Exception {
        for (int i = 0; i < BasicAuth.WRONG.burst(); i++) {
            assertEquals(401, ask(request("/staff", "ann", "guess" + i)).status());
        }
        assertEquals(429, ask(request("/staff", "ann", "one more")).status());
        int hashed = hashes.get();
        Response response = ask(request("/staff", "ann", "secret"));
        assertEquals(429, response.status());
        assertEquals("3", response.headers().joined("retry-after"));
        assertEquals(hashed, hashes.get());
        now.addAndGet(6_000_000_000L);
        assertEquals(200, ask(request("/staff", "ann", "secret")).status());
    }

    @Test
    void onlySoManyAreHashedAtOnceAndNeverOnAnEventLoop() throws Exception {
        CountDownLatch hashing = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Password slow =
                _ -> {
                    hashing.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                };
        Realm realm = new Realm(PathPattern.ALL, "x", Map.of("ann", slow), Transport.ANY);
        BasicAuth one = new BasicAuth(List.of(realm), new byte[32], now::get, 1);
        Request request = request("/", "ann", "x");
        Handler next = _ -> Response.of(200);
        CompletableFuture<Response> first = onVirtualThread(one, request, next);
        assertTrue(hashing.await(10, java.util.concurrent.TimeUnit.SECONDS));
        assertEquals(503, onVirtualThread(one, request, next).get().status());
        free.countDown();
        assertEquals(200, first.get().status());
        Request other = request("/", "ann", "y");
        assertEquals(503, one.filter(other, next).status());
    }

    private static CompletableFuture<Response> onVirtualThread(
            BasicAuth auth, Request request, Handler next) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        answer.complete(auth.filter(request, next));
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    @Test
    void aRealmHasUsersAndAPlainName() {
        Map<String, Password> users = Map.of("ann", password("x"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Realm(PathPattern.ALL, "x", Map.of(), Transport.ANY));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Realm(PathPattern.ALL, "a\"b", users, Transport.ANY));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Realm(PathPattern.ALL, "a\nb", users, Transport.ANY));
    }
}

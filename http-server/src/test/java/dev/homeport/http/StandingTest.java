package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.coding.ContentCoding;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Who promises that an answer may be given again. */
class StandingTest {
    private static final Handler PROMISING = new HostRedirect("b");
    private static final Request REQUEST = Requests.get("/");

    @Test
    void aHandlerPromisesNothingByItself() {
        Handler handler = Handler.inline(_ -> Response.of(200));
        assertEquals(Optional.empty(), handler.standing(REQUEST));
        assertEquals(Optional.empty(), Router.builder().build().standing(REQUEST));
    }

    @Test
    void aFilterTakesThePromiseAwayUnlessItSaysOtherwise() {
        Filter unknown = (request, next) -> next.handle(request);
        assertTrue(PROMISING.standing(REQUEST).orElseThrow().stands());
        assertEquals(Optional.empty(), Filter.chain(List.of(unknown), PROMISING).standing(REQUEST));
        Handler secured = Filter.chain(List.of(SecurityHeaders.STRICT), PROMISING);
        assertTrue(secured.standing(REQUEST).orElseThrow().stands());
    }

    @Test
    void aTablePromisesWhatTheHandlerOfTheRouteDoes() {
        Router router =
                Router.builder()
                        .get("/", PROMISING)
                        .get("/{id}", Handler.inline(_ -> Response.of(200)))
                        .build();
        assertTrue(router.standing(REQUEST).orElseThrow().stands());
        assertEquals(Optional.empty(), router.standing(Requests.get("/a")));
        assertEquals(Optional.empty(), router.standing(Requests.get("/a/b")));
    }

    @Test
    void aRouteIsAskedWithItsParameters() {
        AtomicReference<String> id = new AtomicReference<>("");
        Handler noting =
                new Handler() {
                    @Override
                    public Response handle(Request request) {
                        return Response.of(200);
                    }

                    @Override
                    public Optional<Standing> standing(Request request) {
                        id.set(request.parameter("id").orElse("none"));
                        return Optional.of(Standing.ALWAYS);
                    }
                };
        Router router = Router.builder().get("/{id}", noting).build();
        assertTrue(router.standing(Requests.get("/seven")).isPresent());
        assertEquals("seven", id.get());
    }

    @Test
    void codingTakesNothingAway() {
        Handler coded = ContentCoding.DEFAULT.apply(PROMISING);
        assertTrue(coded.standing(REQUEST).orElseThrow().stands());
    }

    @Test
    void aHostPromisesWhatItsHandlerDoes() {
        VirtualHosts hosts =
                VirtualHosts.of(Map.of("a", PROMISING, "b", Handler.inline(_ -> Response.of(200))));
        assertTrue(hosts.standing(REQUEST).isPresent());
        Target other = new Target("http", "b", 80, "/", "/", "");
        assertEquals(Optional.empty(), hosts.standing(Requests.about(other, "GET")));
        Target unknown = new Target("http", "c", 80, "/", "/", "");
        assertEquals(Optional.empty(), hosts.standing(Requests.about(unknown, "GET")));
    }
}

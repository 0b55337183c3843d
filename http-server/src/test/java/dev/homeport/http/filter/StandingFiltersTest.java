package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.HostRedirect;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.Target;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Which rules of a site leave its answers ready to be given again. */
class StandingFiltersTest {
    private static final Handler PROMISING = new HostRedirect("b");
    private static final Handler SILENT = _ -> Response.of(200);
    private static final Request REQUEST = Requests.get("/old");

    private static Optional<Standing> standing(Filter filter, Request request, Handler next) {
        return Filter.chain(List.of(filter), next).standing(request);
    }

    @Test
    void fieldsAndCacheRulesPassThePromiseOnAndMakeNone() {
        for (Filter filter :
                List.of(new SiteFields(Headers.none(), FieldRules.NONE), CacheRules.NONE)) {
            assertTrue(standing(filter, REQUEST, PROMISING).isPresent());
            assertEquals(Optional.empty(), standing(filter, REQUEST, SILENT));
        }
    }

    @Test
    void aRedirectOfAPathStandsAndOtherPathsAreUpToTheNext() {
        var redirects = new Redirects(List.of(new Redirection(PathPattern.of("/old"), "/n", 301)));
        assertTrue(standing(redirects, REQUEST, SILENT).orElseThrow().stands());
        Request other = Requests.get("/other");
        assertEquals(Optional.empty(), standing(redirects, other, SILENT));
        assertTrue(standing(redirects, other, PROMISING).isPresent());
    }

    @Test
    void whereOneInTheClearIsSentDependsOnTheConnection() {
        HttpsRedirect redirect = new HttpsRedirect(() -> 8443);
        assertEquals(Optional.empty(), standing(redirect, REQUEST, PROMISING));
        Target secure = new Target("https", "a", 443, "/", "/", "");
        assertTrue(standing(redirect, Requests.about(secure, "GET"), PROMISING).isPresent());
    }

    @Test
    void whoLooksAtTheVisitorPromisesNothing() {
        assertEquals(Optional.empty(), standing(new AddressRules(List.of()), REQUEST, PROMISING));
        assertEquals(Optional.empty(), standing(Cors.NONE, REQUEST, PROMISING));
    }
}

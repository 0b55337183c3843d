package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class FilterTest {
    private static Filter adds(String name) {
        return (request, next) -> next.handle(request).and("x", name);
    }

    @Test
    void theFirstOfTheListIsOutermost() throws Exception {
        Handler handler = Filter.chain(List.of(adds("a"), adds("b")), _ -> Response.of(200));
        assertEquals("b, a", handler.handle(Requests.get("/")).headers().joined("x"));
    }

    @Test
    void aFilterMayAnswerItself() throws Exception {
        Filter refuses = (_, _) -> Response.of(403);
        Handler handler = Filter.chain(List.of(refuses, adds("b")), _ -> Response.of(200));
        assertEquals(403, handler.handle(Requests.get("/")).status());
    }

    @Test
    void doesNotChangeWhereAHandlerRuns() {
        Handler inline = Filter.chain(List.of(adds("a")), Handler.inline(_ -> Response.of(200)));
        Handler blocking = Filter.chain(List.of(adds("a")), _ -> Response.of(200));
        assertEquals(Execution.INLINE, inline.execution(Requests.get("/")));
        assertEquals(Execution.BLOCKING, blocking.execution(Requests.get("/")));
    }

    @Test
    void securityFieldsAreAddedButNotReplaced() throws Exception {
        Handler handler =
                Filter.chain(
                        List.of(SecurityHeaders.STRICT),
                        _ -> Response.of(200).with("X-Frame-Options", "SAMEORIGIN"));
        Headers headers = handler.handle(Requests.get("/")).headers();
        assertEquals("nosniff", headers.joined("x-content-type-options"));
        assertEquals("SAMEORIGIN", headers.joined("x-frame-options"));
        assertEquals("strict-origin-when-cross-origin", headers.joined("referrer-policy"));
        assertEquals(
                SecurityHeaders.STRICT.contentSecurityPolicy(),
                headers.joined("content-security-policy"));
    }

    @Test
    void emptySecurityFieldsAreLeftOut() {
        Headers fields = new SecurityHeaders("", "", "").fields();
        assertEquals(List.of("x-content-type-options"), fields.names());
    }

    @Test
    void anIllegalPolicyIsRefusedAtOnce() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SecurityHeaders.STRICT.withContentSecurityPolicy("a\r\nb"));
    }
}

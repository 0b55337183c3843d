package dev.homeport.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.MemoryStore;
import dev.homeport.app.fake.SettableClock;
import dev.homeport.app.fake.Visitor;
import dev.homeport.http.Response;
import dev.homeport.storage.Scan;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class SessionTest {
    private static final SessionLimits LIMITS =
            new SessionLimits(
                    Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofMinutes(1), 5, 3);

    private final MemoryStore store = new MemoryStore(List.of(Sessions.COLLECTION));
    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(clock, new SecureRandom(), LIMITS);

    /** Counts in the session how often it was used; /leave ends it, /rotate renames it. */
    private final Visitor visitor = newVisitor();

    private Visitor newVisitor() {
        return new Visitor(
                request ->
                        store.write(
                                tx -> {
                                    Session session = sessions.open(tx, request);
                                    if (request.path().equals("/leave")) {
                                        sessions.end(tx, session);
                                        return sessions.detach(Response.of(200), request);
                                    }
                                    if (request.path().equals("/rotate")) {
                                        session = sessions.rotate(tx, session);
                                    }
                                    int count =
                                            Integer.parseInt(session.value("n").orElse("0")) + 1;
                                    session =
                                            sessions.save(
                                                    tx, session.with("n", Integer.toString(count)));
                                    return sessions.attach(
                                            Response.text(200, "text/plain", "" + count),
                                            request,
                                            session);
                                }));
    }

    private String use() {
        return Visitor.text(visitor.get("/"));
    }

    private long count() throws Exception {
        return store.read(view -> view.count(Sessions.COLLECTION));
    }

    @Test
    void remembersAVisitor() {
        assertEquals("1", use());
        assertEquals("2", use());
        assertEquals("1", Visitor.text(newVisitor().get("/")));
    }

    @Test
    void givesTheCookieOnce() {
        assertTrue(visitor.get("/").headers().contains("set-cookie"));
        assertFalse(visitor.get("/").headers().contains("set-cookie"));
    }

    @Test
    void keepsTheCookieFromScriptsAndForeignForms() {
        String cookie = visitor.get("/").headers().first("set-cookie").orElseThrow();
        assertTrue(
                cookie.matches("session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax"),
                cookie);
    }

    @Test
    void bindsTheCookieToTheHostAndToHttps() {
        visitor.overHttps();
        String cookie = visitor.get("/").headers().first("set-cookie").orElseThrow();
        assertTrue(
                cookie.matches(
                        "__Host-session=[A-Za-z0-9_-]{43};"
                                + " Path=/; HttpOnly; SameSite=Lax; Secure"),
                cookie);
    }

    @Test
    void takesNoCookieOfPlainHttpOverHttps() {
        use();
        assertEquals("1", Visitor.text(visitor.overHttps().get("/")));
    }

    @Test
    void storesOnlyTheHashOfTheSecret() throws Exception {
        use();
        String secret = visitor.cookie("session").orElseThrow();
        var documents = store.read(view -> view.scan(Sessions.COLLECTION, Scan.byId(10)));
        assertEquals(1, documents.size());
        assertTrue(documents.getFirst().id().matches("[0-9a-f]{64}"));
        assertFalse(documents.toString().contains(secret));
    }

    @Test
    void adoptsNoSecretItDidNotMake() {
        String planted = "A".repeat(43);
        visitor.setCookie("session", planted);
        assertEquals("1", use());
        assertNotEquals(Optional.of(planted), visitor.cookie("session"));
    }

    @Test
    void readsNonsenseInTheCookieAsNoSession() {
        for (String nonsense :
                List.of("", "x", "A".repeat(42), "A".repeat(44), "../../etc/passwd")) {
            visitor.setCookie("session", nonsense);
            assertEquals("1", use(), nonsense);
        }
    }

    @Test
    void endsWhenNotUsed() {
        use();
        clock.advance(LIMITS.idleMax().minusMillis(1));
        assertEquals("2", use());
        clock.advance(LIMITS.idleMax());
        assertEquals("1", use());
    }

    @Test
    void endsAtLastHoweverMuchUsed() {
        use();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(20));
            use();
        }
        clock.advance(Duration.ofMinutes(20).minusMillis(1));
        assertEquals("7", use());
        clock.advance(Duration.ofMillis(1));
        assertEquals("1", use());
    }

    @Test
    void notesItsUseNowAndThenOnly() throws Exception {
        use();
        Session session = found();
        assertFalse(sessions.isStale(session));
        clock.advance(LIMITS.touchEvery());
        assertTrue(sessions.isStale(session));
    }

    private Session found() {
        Session[] found = new Session[1];
        Visitor probe =
                new Visitor(
                        request -> {
                            found[0] =
                                    store.read(view -> sessions.find(view, request)).orElseThrow();
                            return Response.of(204);
                        });
        visitor.cookies().forEach(probe::setCookie);
        probe.get("/");
        return found[0];
    }

    @Test
    void changesItsSecretAndKeepsItsValues() throws Exception {
        use();
        Session before = found();
        visitor.get("/rotate");
        Session after = found();

        assertNotEquals(before.token(), after.token());
        assertNotEquals(before.formSecret(), after.formSecret());
        assertEquals(Optional.of("2"), after.value("n"));
        assertEquals(1, count());
        visitor.setCookie("session", before.token());
        assertEquals("1", use());
    }

    @Test
    void endsWhenToldTo() throws Exception {
        use();
        String token = visitor.cookie("session").orElseThrow();
        visitor.get("/leave");
        assertEquals(Optional.empty(), visitor.cookie("session"));
        assertEquals(0, count());
        visitor.setCookie("session", token);
        assertEquals("1", use());
    }

    @Test
    void sweepsEndedSessionsWhenNewOnesOpen() throws Exception {
        for (int i = 0; i < 4; i++) newVisitor().get("/");
        assertEquals(4, count());
        clock.advance(LIMITS.idleMax());
        newVisitor().get("/");
        assertEquals(2, count());
        newVisitor().get("/");
        assertEquals(2, count());
    }

    @Test
    void isBoundedInNumberAndLetsTheOldestGo() throws Exception {
        use();
        for (int i = 0; i < LIMITS.sessionsMax() - 1; i++) {
            clock.advance(Duration.ofSeconds(1));
            newVisitor().get("/");
        }
        assertEquals(LIMITS.sessionsMax(), count());
        assertEquals("2", use());
        clock.advance(Duration.ofSeconds(1));
        newVisitor().get("/");
        assertEquals(LIMITS.sessionsMax(), count());
        assertEquals("3", use());
    }

    @Test
    void saysNoSecretInAMessage() throws Exception {
        use();
        Session session = found();
        assertFalse(session.toString().contains(session.token()));
        assertFalse(session.toString().contains(session.formSecret()));
    }
}

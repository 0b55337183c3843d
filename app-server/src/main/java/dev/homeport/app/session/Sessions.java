package dev.homeport.app.session;

import dev.homeport.app.json.JsonReader;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;
import dev.homeport.storage.View;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sessions in the store, each named by a secret in a cookie.
 *
 * <p>Only the secret's SHA-256 is stored, so that a copy of the store opens no session. A secret we
 * did not make opens none either. Every method works inside the caller's transaction, so that what
 * a visitor did and what the session remembers of it are written together. Thread-safe.
 */
public final class Sessions {
    /** Where sessions lie. */
    public static final Collection COLLECTION = Collection.of("sessions").integer("expires");

    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final InstantSource clock;
    private final SecureRandom random;
    private final SessionLimits limits;

    public Sessions(InstantSource clock, SecureRandom random, SessionLimits limits) {
        this.clock = clock;
        this.random = random;
        this.limits = limits;
    }

    /** The live session that the cookie of {@code request} names. */
    public Optional<Session> find(View view, Request request) throws StoreProblem {
        Optional<String> token = Cookies.find(request.headers(), cookieName(request));
        if (token.isEmpty() || !TOKEN.matcher(token.get()).matches()) return Optional.empty();
        Optional<Document> document = view.get(COLLECTION, id(token.get()));
        return document.map(found -> Session.of(token.get(), found)).filter(this::isLive);
    }

    /** Whether the use of {@code session} is to be noted, by {@link #save}. */
    public boolean isStale(Session session) {
        return !clock.instant().isBefore(session.seen().plus(limits.touchEvery()));
    }

    /** The live session of {@code request}, or a new one. */
    public Session open(Tx tx, Request request) throws StoreProblem {
        Optional<Session> found = find(tx, request);
        return found.isPresent() ? found.get() : create(tx, Map.of());
    }

    /** Writes {@code session} as it is now, and notes that it is used. */
    public Session save(Tx tx, Session session) throws StoreProblem {
        Session used = session.seen(clock.instant());
        Document written =
                tx.update(COLLECTION, id(session.token()), session.version(), json(used));
        return used.version(written.version());
    }

    /**
     * Ends {@code session} and opens another with the same values: done whenever its holder gains
     * or loses rights, so that a secret somebody learned or planted before is worth nothing after.
     */
    public Session rotate(Tx tx, Session session) throws StoreProblem {
        end(tx, session);
        return create(tx, session.values());
    }

    /** Ends {@code session}. */
    public void end(Tx tx, Session session) throws StoreProblem {
        tx.delete(COLLECTION, id(session.token()), session.version());
    }

    /** {@code response} with the cookie that names {@code session}, unless the visitor has it. */
    public Response attach(Response response, Request request, Session session) {
        String name = cookieName(request);
        Optional<String> has = Cookies.find(request.headers(), name);
        if (has.isPresent() && has.get().equals(session.token())) return response;
        return response.and("set-cookie", name + "=" + session.token() + attributes(request));
    }

    /** {@code response} with the order to forget the session's cookie. */
    public Response detach(Response response, Request request) {
        return response.and(
                "set-cookie", cookieName(request) + "=; Max-Age=0" + attributes(request));
    }

    private static String attributes(Request request) {
        // SameSite=Lax: sent when a link is followed from elsewhere, not with a foreign form.
        return "; Path=/; HttpOnly; SameSite=Lax" + (isSecure(request) ? "; Secure" : "");
    }

    /** The prefix __Host- keeps plain HTTP and neighbouring names from setting the cookie. */
    private static String cookieName(Request request) {
        return isSecure(request) ? "__Host-session" : "session";
    }

    private static boolean isSecure(Request request) {
        return request.target().scheme().equals("https");
    }

    private Session create(Tx tx, Map<String, String> values) throws StoreProblem {
        makeRoom(tx);
        Instant now = clock.instant();
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret());
        Session session =
                new Session(token, 1, now, now, HexFormat.of().formatHex(secret()), values);
        tx.insert(COLLECTION, id(token), json(session));
        return session;
    }

    /**
     * Deletes sessions that have ended and, when there are too many, those that would end first.
     */
    private void makeRoom(Tx tx) throws StoreProblem {
        long surplus = tx.count(COLLECTION) + 1 - limits.sessionsMax();
        long now = clock.instant().toEpochMilli();
        for (Document oldest : tx.scan(COLLECTION, Scan.by("expires", limits.sweepMax()))) {
            long expires = JsonReader.stored(oldest.json()).requireWhole("expires");
            if (expires > now && surplus <= 0) return;
            tx.delete(COLLECTION, oldest.id(), oldest.version());
            surplus--;
        }
    }

    private boolean isLive(Session session) {
        return clock.instant().isBefore(expires(session));
    }

    private Instant expires(Session session) {
        Instant idle = session.seen().plus(limits.idleMax());
        Instant life = session.created().plus(limits.lifeMax());
        return idle.isBefore(life) ? idle : life;
    }

    private String json(Session session) {
        return JsonWriter.write(session.json(expires(session)));
    }

    private byte[] secret() {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    private static String id(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

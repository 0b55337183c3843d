package dev.homeport.http.filter;

import dev.homeport.http.Attribute;
import dev.homeport.http.Execution;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Intake;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks for user and password under some paths (RFC 7617); the first realm about a path counts.
 *
 * <p>Passwords are hashed slowly, so what was right once is remembered and not hashed again, only
 * as many hashes are made at one time as there are permits, and a client that guesses wrong too
 * often has to wait (429). A request that needs a hash runs on a virtual thread, all others where
 * their handler wants. Thread-safe.
 */
public final class BasicAuth implements Filter {
    /** The name of the user, for handlers behind this filter. */
    public static final Attribute<String> USER = Attribute.of("user", String.class);

    /** How often a client may be wrong. */
    static final Rate WRONG = new Rate(20, Duration.ofMinutes(1), 20);

    private static final long WAIT_SECONDS = 5;
    private static final Response INSECURE =
            Response.text(
                    403,
                    "text/plain; charset=utf-8",
                    "Passwords are taken over HTTPS only: ask there.\n");
    private static final Response BUSY =
            Response.text(503, "text/plain; charset=utf-8", "Too many logins, try again.\n")
                    .with("retry-after", Long.toString(WAIT_SECONDS));

    private final List<Guarded> realms;
    private final RateTable wrong;
    private final LongSupplier nanos;
    private final Semaphore hashing;

    /**
     * @param secret of 32 bytes by chance, for remembering what was right
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     * @param hashesMax how many passwords are hashed at one time, at least 1
     */
    public BasicAuth(List<Realm> realms, byte[] secret, LongSupplier nanos, int hashesMax) {
        this.realms =
                realms.stream()
                        .map(r -> new Guarded(r, new VerifiedUsers(r.users().keySet(), secret)))
                        .toList();
        this.wrong = new RateTable(WRONG, java.nio.ByteBuffer.wrap(secret).getLong());
        this.nanos = nanos;
        this.hashing = new Semaphore(hashesMax);
    }

    private record Guarded(Realm realm, VerifiedUsers verified) {}

    /** What is known of a request before any hash is made. */
    private sealed interface Entry {
        /** The path is nobody's, or the user is known. */
        record Passed(Request request) implements Entry {}

        /** There is an answer already. */
        record Refused(Response response) implements Entry {}

        /** Somebody says who it is. */
        record Claimed(Guarded realm, Credentials credentials) implements Entry {}
    }

    @Override
    public Handler apply(Handler handler) {
        return new Handler() {
            @Override
            public Response handle(Request request) throws Exception {
                return filter(request, handler);
            }

            @Override
            public Execution execution(Request request) {
                return switch (entry(request)) {
                    case Entry.Passed(var known) -> handler.execution(known);
                    case Entry.Refused _ -> Execution.INLINE;
                    case Entry.Claimed _ -> Execution.BLOCKING;
                };
            }

            @Override
            public Intake intake(Request head) {
                return handler.intake(head);
            }
        };
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        return switch (entry(request)) {
            case Entry.Passed(var known) -> next.handle(known);
            case Entry.Refused(var response) -> response;
            case Entry.Claimed(var guarded, var credentials) ->
                    verify(request, guarded, credentials, next);
        };
    }

    private Entry entry(Request request) {
        Optional<Guarded> guarded = find(request.path());
        if (guarded.isEmpty()) return new Entry.Passed(request);
        Realm realm = guarded.get().realm();
        // Asking for a password here would make a browser send it in the clear.
        if (!isSecure(request, realm)) return new Entry.Refused(INSECURE);
        Optional<Credentials> credentials =
                request.header("authorization").flatMap(Credentials::parse);
        if (credentials.isEmpty()) return new Entry.Refused(challenge(realm));
        if (guarded.get().verified().knows(credentials.get())) {
            return new Entry.Passed(request.with(USER, credentials.get().user()));
        }
        long wait = wrong.look(client(request), nanos.getAsLong());
        if (wait > 0) return new Entry.Refused(RequestRates.tooMany(wait));
        return new Entry.Claimed(guarded.get(), credentials.get());
    }

    private Optional<Guarded> find(String path) {
        for (Guarded guarded : realms) {
            if (guarded.realm().paths().matches(path)) return Optional.of(guarded);
        }
        return Optional.empty();
    }

    private static boolean isSecure(Request request, Realm realm) {
        return realm.transport() == Realm.Transport.ANY
                || request.target().scheme().equals("https")
                || client(request).isLoopbackAddress();
    }

    private static InetAddress client(Request request) {
        return request.peer().remote().getAddress();
    }

    private Response verify(Request request, Guarded guarded, Credentials credentials, Handler next)
            throws Exception {
        // A wait may end between the choice of the thread and this; an event loop never hashes.
        if (!Thread.currentThread().isVirtual()) return BUSY;
        Realm realm = guarded.realm();
        if (!hashing.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) return BUSY;
        boolean right;
        try {
            right = isRight(realm, credentials);
        } finally {
            hashing.release();
        }
        if (!right) {
            long wait = wrong.take(client(request), nanos.getAsLong());
            return wait > 0 ? RequestRates.tooMany(wait) : challenge(realm);
        }
        guarded.verified().remember(credentials);
        return next.handle(request.with(USER, credentials.user()));
    }

    /** An unknown user takes as long as a known one, so that names cannot be found out. */
    private static boolean isRight(Realm realm, Credentials credentials) {
        Password password = realm.users().get(credentials.user());
        if (password != null) return password.matches(credentials.password());
        var _ = realm.users().values().iterator().next().matches(credentials.password());
        return false;
    }

    private static Response challenge(Realm realm) {
        return Response.text(401, "text/plain; charset=utf-8", "Who are you?\n")
                .with("www-authenticate", realm.challenge());
    }
}

package dev.homeport.http.tls;

import io.netty.handler.ssl.SslContext;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The certificates new handshakes use. Publishing others leaves open connections as they are.
 *
 * <p>Thread-safe.
 */
public final class LiveCertificates {
    private final AtomicReference<Certificates> current;
    private final TicketKeys tickets;

    /** Starts with {@code certificates}; ticket keys change by the system's clock. */
    public LiveCertificates(Certificates certificates) {
        this(certificates, new TicketKeys(InstantSource.system(), new SecureRandom()));
    }

    /** Starts with {@code certificates}; tickets are sealed with {@code tickets}. */
    public LiveCertificates(Certificates certificates, TicketKeys tickets) {
        this.current = new AtomicReference<>(certificates);
        this.tickets = tickets;
    }

    /** The context for the server name a client sent, which may be none (RFC 6066 3). */
    public SslContext find(@Nullable String serverName) {
        return current().find(serverName, tickets);
    }

    /**
     * The same certificate for a client that does not speak HTTP.
     *
     * @param protocol offered by ALPN; it need not be taken (RFC 7301)
     */
    public SslContext find(@Nullable String serverName, String protocol) {
        return current().find(serverName, protocol, tickets);
    }

    /** What a handshake that begins now uses. */
    public Certificates current() {
        return current.get();
    }

    /** Uses {@code next} from now on. */
    public void publish(Certificates next) {
        current.set(next);
    }
}

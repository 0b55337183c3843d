package dev.homeport.http.tls;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The certificates new handshakes use. Publishing others leaves open connections as they are.
 *
 * <p>Thread-safe.
 */
public final class LiveCertificates {
    private final AtomicReference<Certificates> current;

    /** Starts with {@code certificates}. */
    public LiveCertificates(Certificates certificates) {
        current = new AtomicReference<>(certificates);
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

package dev.homeport.http.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys that session tickets are sealed with (RFC 5077 4, RFC 8446 4.6.1). They are made up
 * here, never leave memory, and outlive a reload of certificates. A key seals for six hours, opens
 * for six more and is then forgotten: who takes the memory of the process cannot read sessions that
 * are older (RFC 9325 3.4).
 *
 * <p>Thread-safe.
 */
public final class TicketKeys {
    /** How long a key seals. */
    static final Duration PERIOD = Duration.ofHours(6);

    private final InstantSource clock;
    private final SecureRandom random;
    private final AtomicReference<Keys> current = new AtomicReference<>(Keys.NONE);

    /**
     * The keys of a period.
     *
     * @param period which one, counted from the epoch of the clock
     * @param keys the one to seal with, then the one before it if there was one
     */
    record Keys(long period, List<OpenSslSessionTicketKey> keys) {
        private static final Keys NONE = new Keys(Long.MIN_VALUE, List.of());

        Keys {
            keys = List.copyOf(keys);
        }
    }

    /** Keys that change by {@code clock} and are made by {@code random}. */
    public TicketKeys(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** The keys to use now, the same object as long as they do not change. */
    Keys current() {
        long period = Math.floorDiv(clock.millis(), PERIOD.toMillis());
        Keys keys = current.get();
        // A clock that was set back changes keys, too: a wrong future must not keep one for long.
        while (keys.period() != period) {
            Keys next = following(keys, period);
            keys = current.compareAndSet(keys, next) ? next : current.get();
        }
        return keys;
    }

    private Keys following(Keys before, long period) {
        boolean isNext = before.period() == period - 1;
        return new Keys(
                period, isNext ? List.of(fresh(), before.keys().getFirst()) : List.of(fresh()));
    }

    private OpenSslSessionTicketKey fresh() {
        return new OpenSslSessionTicketKey(
                bytes(OpenSslSessionTicketKey.NAME_SIZE),
                bytes(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                bytes(OpenSslSessionTicketKey.AES_KEY_SIZE));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}

package dev.homeport.ca;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes keys and certificates (RFC 5280); writes nothing down. Only randomness is not a function of
 * the arguments.
 *
 * <p>An interface although there is one way to do it: who only names it does not load BouncyCastle.
 * Its jars are signed, and a start would check their signatures, though most starts make nothing.
 */
interface Mint {

    /** A new pair on the curve P-256. */
    KeyPair keys();

    /** A certificate that vouches for itself. */
    X509Certificate authority(KeyPair keys, Constraints constraints, Validity validity);

    /** A certificate for hosts and for the loopback addresses. */
    X509Certificate server(
            X509Certificate authority,
            PrivateKey signer,
            PublicKey key,
            List<String> hosts,
            Validity validity);

    /** From and until when, to the second. */
    record Validity(Instant notBefore, Instant notAfter) {
        /** Begins an hour early, since the clocks of others are not ours. */
        static Validity from(Instant now, Duration lifetime) {
            Instant start = now.truncatedTo(ChronoUnit.SECONDS);
            return new Validity(start.minus(Duration.ofHours(1)), start.plus(lifetime));
        }

        Validity endingBy(Instant end) {
            return end.isBefore(notAfter) ? new Validity(notBefore, end) : this;
        }
    }
}

package dev.homeport.ca;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A certificate authority in memory that nothing outlives, for tests. Immutable and thread-safe.
 */
public final class PassingAuthority {
    /** It begins long ago, so that it vouches for certificates that have ended, too. */
    private static final Duration AGE = Duration.ofDays(3650);

    private final Mint mint;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private PassingAuthority(Mint mint, KeyPair keys, X509Certificate certificate) {
        this.mint = mint;
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * Makes one, ten years old and valid for ten more.
     *
     * @param domains lower-case; it may vouch for these and for all below them
     */
    public static PassingAuthority create(Set<String> domains, Instant now, SecureRandom random) {
        var mint = new BouncyMint(random);
        KeyPair keys = mint.keys();
        var validity = new Mint.Validity(now.minus(AGE), now.plus(AGE));
        return new PassingAuthority(
                mint, keys, mint.authority(keys, Constraints.of(domains), validity));
    }

    /** The certificate that clients have to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * A certificate with a new key for these hosts and the loopback addresses.
     *
     * @param hosts lower-case names, also {@code *.name}; those outside its domains are not
     *     believed by clients
     */
    public Issued issue(List<String> hosts, Instant notBefore, Instant notAfter) {
        KeyPair own = mint.keys();
        var validity = new Mint.Validity(notBefore, notAfter);
        X509Certificate leaf =
                mint.server(certificate, keys.getPrivate(), own.getPublic(), hosts, validity);
        return new Issued(List.of(leaf), own.getPrivate());
    }
}

package dev.homeport.dns.tsig;

import dev.homeport.dns.zone.DomainName;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that two servers share, under a name (RFC 8945 4.1). Immutable. The secret leaves it
 * only as a signature: it is in no text and in no accessor.
 */
public final class TsigKey {
    /** The longest secret that makes sense: more is hashed down to a block anyway. */
    public static final int SECRET_BYTES_MAX = 512;

    private final DomainName name;
    private final TsigAlgorithm algorithm;
    private final byte[] secret;

    /**
     * @param name what both sides call it
     * @param secret 1 to {@value #SECRET_BYTES_MAX} bytes; copied
     */
    public TsigKey(DomainName name, TsigAlgorithm algorithm, byte[] secret) {
        if (secret.length < 1 || secret.length > SECRET_BYTES_MAX) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
        }
        this.name = name;
        this.algorithm = algorithm;
        this.secret = secret.clone();
    }

    /** What both sides call it. */
    public DomainName name() {
        return name;
    }

    /** The one way to sign with it. */
    public TsigAlgorithm algorithm() {
        return algorithm;
    }

    /** Bytes of the secret, for advice on short ones. */
    public int secretBytes() {
        return secret.length;
    }

    /** A fresh computation of one signature. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance(algorithm.jdkName());
            mac.init(new SecretKeySpec(secret, algorithm.jdkName()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + algorithm.jdkName(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TsigKey key
                && name.equals(key.name)
                && algorithm == key.algorithm
                && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, algorithm);
    }

    /** Name and algorithm, never the secret. */
    @Override
    public String toString() {
        return name + " (" + algorithm.text() + ")";
    }
}

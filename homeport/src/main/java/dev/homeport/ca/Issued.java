package dev.homeport.ca;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate and its key, ready for a TLS server; immutable.
 *
 * @param chain the certificate of the server first, then those above it, without the root
 * @param key the private key of the first
 */
public record Issued(List<X509Certificate> chain, PrivateKey key) {
    public Issued {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) throw new IllegalArgumentException("a chain has a certificate");
    }

    /** The certificate of the server itself. */
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** When the certificate of the server ends. */
    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** SHA-256 of the certificate's SubjectPublicKeyInfo, in hexadecimal (RFC 6698 2.1). */
    public String keyDigest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(leaf().getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The chain as PEM text (RFC 7468 5), the server first. */
    public String certificatePem() {
        var text = new StringBuilder();
        for (X509Certificate certificate : chain) text.append(Pem.encode(certificate));
        return text.toString();
    }

    /** The key as PEM text (PKCS #8, RFC 7468 10), not encrypted. */
    public String keyPem() {
        return Pem.encode(key);
    }

    /** The subject and the end of the certificate; never the key. */
    @Override
    public String toString() {
        return "Issued[" + leaf().getSubjectX500Principal() + ", until " + notAfter() + "]";
    }
}

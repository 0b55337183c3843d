package dev.homeport.dns.peer;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A key of server cookies, shared by all servers that answer for one address (RFC 9018 5).
 * Immutable; its text never shows it.
 *
 * @param first the first eight bytes, the first of them lowest
 * @param last the last eight bytes, the first of them lowest
 */
public record CookieSecret(long first, long last) {
    private static final int BYTES = 16;

    /**
     * Reads a secret of 16 bytes.
     *
     * @param hex 32 hexadecimal digits
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public static CookieSecret parse(String hex) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            // Without its cause, which would show a part of the secret.
            throw new IllegalArgumentException("a cookie secret is not hexadecimal");
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a cookie secret has " + bytes.length + " bytes");
        }
        return new CookieSecret(SipHash.word(bytes, 0, 8), SipHash.word(bytes, 8, 8));
    }

    /** A secret that nobody knows. */
    public static CookieSecret random(RandomGenerator random) {
        return new CookieSecret(random.nextLong(), random.nextLong());
    }

    long hash(byte[] message, int offset, int length) {
        return SipHash.hash(first, last, message, offset, length);
    }

    @Override
    public String toString() {
        return "cookie secret";
    }
}

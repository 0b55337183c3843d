package dev.homeport.dns.zone;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** How the owners of NSEC3 records are hashed (RFC 5155 3.1, 4.1). Immutable. */
final class Nsec3Parameters {
    /** SHA-1, the only algorithm there is (RFC 5155 11). */
    private static final int SHA_1 = 1;

    /** Bytes of a hash. */
    static final int HASH_BYTES = 20;

    private static final String BASE32_HEX = "0123456789abcdefghijklmnopqrstuv";
    private static final int LABEL_BYTES = 32;

    private final int iterations;
    private final byte[] salt;

    private Nsec3Parameters(int iterations, byte[] salt) {
        this.iterations = iterations;
        this.salt = salt;
    }

    /** Hashes after the first one. */
    int iterations() {
        return iterations;
    }

    /** Reads the fields that NSEC3 and NSEC3PARAM have in common; nothing for other algorithms. */
    static Optional<Nsec3Parameters> read(byte[] rdata) {
        if (rdata.length < 5 || rdata[0] != SHA_1) return Optional.empty();
        int end = 5 + (rdata[4] & 0xff);
        if (end > rdata.length) return Optional.empty();
        int iterations = ((rdata[2] & 0xff) << 8) | (rdata[3] & 0xff);
        return Optional.of(new Nsec3Parameters(iterations, Arrays.copyOfRange(rdata, 5, end)));
    }

    /** The hash of a name (RFC 5155 5). */
    byte[] hash(DomainName name) {
        MessageDigest sha = sha1();
        sha.update(name.wire());
        sha.update(salt);
        byte[] digest = sha.digest();
        for (int i = 0; i < iterations; i++) {
            sha.update(digest);
            sha.update(salt);
            digest = sha.digest();
        }
        return digest;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** The hash that an owner name of an NSEC3 record spells (RFC 4648 7), if it does. */
    static Optional<byte[]> ownerHash(DomainName owner) {
        if (owner.at(0) != LABEL_BYTES) return Optional.empty();
        byte[] hash = new byte[HASH_BYTES];
        for (int i = 0; i < LABEL_BYTES; i++) {
            int five = BASE32_HEX.indexOf(owner.at(i + 1));
            if (five < 0) return Optional.empty();
            int bit = i * 5;
            // Each digit lies in one byte or across two.
            int shifted = five << (11 - bit % 8);
            hash[bit / 8] |= (byte) (shifted >> 8);
            if (bit / 8 + 1 < HASH_BYTES) hash[bit / 8 + 1] |= (byte) shifted;
        }
        return Optional.of(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Nsec3Parameters that
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return 31 * iterations + Arrays.hashCode(salt);
    }
}

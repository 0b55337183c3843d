package dev.homeport.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash by Argon2id (RFC 9106).
 *
 * @param text version, costs, salt and hash, as in {@code $argon2id$v=19$m=65536,t=3,p=4$…$…}
 */
record Argon2id(String text) implements PasswordHash {
    private static final int MEMORY_KIB_MAX = 256 * 1024;
    private static final int PASSES_MAX = 20;
    private static final int LANES_MAX = 16;
    private static final int BYTES_MAX = 64;

    /** What a new hash costs: OWASP Password Storage Cheat Sheet, the first choice of Argon2id. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,3})"
                            + "\\$([A-Za-z0-9+/]{11,88})\\$([A-Za-z0-9+/]{22,88})");

    /** What it takes to make a hash (RFC 9106 3.1). */
    private record Costs(int memoryKib, int passes, int lanes) {}

    static Argon2id parse(String text) {
        Matcher form = form(text);
        int memory = Integer.parseInt(form.group(1));
        int lanes = Integer.parseInt(form.group(3));
        // RFC 9106 3.1: at least eight blocks of 1 KiB a lane.
        within("memory in KiB", memory, 8 * lanes, MEMORY_KIB_MAX);
        within("number of passes", Integer.parseInt(form.group(2)), 1, PASSES_MAX);
        within("number of lanes", lanes, 1, LANES_MAX);
        within("length of the salt", bytes(form, 4).length, 8, BYTES_MAX);
        within("length of the hash", bytes(form, 5).length, 16, BYTES_MAX);
        return new Argon2id(text);
    }

    /** A new hash of {@code password}, with the least costs that OWASP advises. */
    static Argon2id of(byte[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = hash(password, salt, new Costs(MEMORY_KIB, PASSES, 1), HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new Argon2id(
                "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                        .formatted(
                                MEMORY_KIB,
                                PASSES,
                                base64.encodeToString(salt),
                                base64.encodeToString(hash)));
    }

    private static Matcher form(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) throw new IllegalArgumentException("the Argon2id hash is not whole");
        return form;
    }

    private static void within(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "the " + what + " of Argon2id is not " + min + " to " + max);
        }
    }

    private static byte[] bytes(Matcher form, int group) {
        return Base64.getDecoder().decode(form.group(group));
    }

    @Override
    public boolean matches(byte[] password) {
        Matcher form = form(text);
        byte[] hash = bytes(form, 5);
        Costs costs =
                new Costs(
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)));
        byte[] made = hash(password, bytes(form, 4), costs, hash.length);
        return MessageDigest.isEqual(made, hash);
    }

    private static byte[] hash(byte[] password, byte[] salt, Costs costs, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(costs.memoryKib())
                        .withIterations(costs.passes())
                        .withParallelism(costs.lanes())
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password, hash);
        return hash;
    }

    @Override
    public String toString() {
        return "Argon2id[…]"; // Not for logs.
    }
}

package dev.homeport.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.security.MessageDigest;
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
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,3})"
                            + "\\$([A-Za-z0-9+/]{11,88})\\$([A-Za-z0-9+/]{22,88})");

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
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(Integer.parseInt(form.group(1)))
                        .withIterations(Integer.parseInt(form.group(2)))
                        .withParallelism(Integer.parseInt(form.group(3)))
                        .withSalt(bytes(form, 4))
                        .build());
        byte[] made = new byte[hash.length];
        generator.generateBytes(password, made);
        return MessageDigest.isEqual(made, hash);
    }

    @Override
    public String toString() {
        return "Argon2id[…]"; // Not for logs.
    }
}

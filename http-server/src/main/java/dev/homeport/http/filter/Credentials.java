package dev.homeport.http.filter;

import dev.homeport.http.semantics.Ascii;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a client sends to say who it is (RFC 7617 2).
 *
 * @param user the name
 * @param password its bytes, UTF-8 from all browsers
 */
// Read once and compared by hashes only.
@SuppressWarnings("ArrayRecordComponent")
record Credentials(String user, byte[] password) {
    private static final String SCHEME = "basic ";

    /** Longer passwords are nobody's; hashing them would only cost time. */
    static final int PASSWORD_BYTES_MAX = 512;

    /**
     * Reads the value of {@code Authorization}; empty when it is of another scheme or malformed.
     */
    static Optional<Credentials> parse(String field) {
        if (field.length() < SCHEME.length()
                || !Ascii.lower(field.substring(0, SCHEME.length())).equals(SCHEME)) {
            return Optional.empty();
        }
        byte[] pair;
        try {
            pair = Base64.getDecoder().decode(Ascii.trim(field.substring(SCHEME.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = 0;
        while (colon < pair.length && pair[colon] != ':') colon++;
        if (colon == pair.length || pair.length - colon - 1 > PASSWORD_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            ByteBuffer name = ByteBuffer.wrap(pair, 0, colon);
            String user = StandardCharsets.UTF_8.newDecoder().decode(name).toString();
            byte[] password = Arrays.copyOfRange(pair, colon + 1, pair.length);
            return Optional.of(new Credentials(user, password));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]"; // Never the password.
    }
}

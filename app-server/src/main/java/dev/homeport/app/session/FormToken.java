package dev.homeport.app.session;

import dev.homeport.app.form.Form;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The token in a form that shows that we gave the form to the visitor who sends it.
 *
 * <p>Each is the session's form secret behind a mask of its own, so that no two pages show the same
 * text and a compressed page betrays nothing of the secret by its length. Thread-safe.
 */
public final class FormToken {
    /** The name of the field that carries the token. */
    public static final String FIELD = "token";

    private static final int CHARACTERS_MAX = 200;

    private final SecureRandom random;

    public FormToken(SecureRandom random) {
        this.random = random;
    }

    /** A token for a form shown to the visitor with {@code session}. */
    public String issue(Session session) {
        byte[] secret = HexFormat.of().parseHex(session.formSecret());
        byte[] token = new byte[2 * secret.length];
        byte[] mask = new byte[secret.length];
        random.nextBytes(mask);
        System.arraycopy(mask, 0, token, 0, mask.length);
        for (int i = 0; i < secret.length; i++) {
            token[mask.length + i] = (byte) (secret[i] ^ mask[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whether {@code form} carries a token of {@code session}. */
    public static boolean matches(Session session, Form form) {
        Optional<String> sent = form.find(FIELD);
        if (sent.isEmpty() || sent.get().length() > CHARACTERS_MAX) return false;
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(sent.get());
        } catch (IllegalArgumentException e) {
            return false;
        }
        int half = token.length / 2;
        byte[] secret = Arrays.copyOfRange(token, half, token.length);
        for (int i = 0; i < half; i++) secret[i] ^= token[i];
        // Takes equally long wherever the first difference lies.
        return MessageDigest.isEqual(secret, HexFormat.of().parseHex(session.formSecret()));
    }
}

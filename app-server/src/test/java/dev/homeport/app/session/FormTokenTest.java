package dev.homeport.app.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.form.Form;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

class FormTokenTest {
    private static final FormToken TOKENS = new FormToken(new SecureRandom());
    private static final Session MINE = session("ab".repeat(32));
    private static final Session THEIRS = session("cd".repeat(32));

    private static Session session(String secret) {
        return new Session("t", 1, Instant.EPOCH, Instant.EPOCH, secret, Map.of());
    }

    private static boolean matches(Session session, String... tokens) {
        return FormToken.matches(session, new Form(Map.of(FormToken.FIELD, List.of(tokens))));
    }

    @Test
    void matchesItsOwnSessionOnly() {
        assertTrue(matches(MINE, TOKENS.issue(MINE)));
        assertFalse(matches(MINE, TOKENS.issue(THEIRS)));
    }

    @Test
    void looksDifferentEachTime() {
        assertNotEquals(TOKENS.issue(MINE), TOKENS.issue(MINE));
    }

    @Test
    void matchesNothingElse() {
        String token = TOKENS.issue(MINE);
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        for (String wrong :
                List.of(
                        "",
                        "x",
                        "%%%",
                        zeros,
                        token.substring(1),
                        token + "AAAA",
                        "A".repeat(300))) {
            assertFalse(matches(MINE, wrong), wrong);
        }
        assertFalse(matches(MINE));
        assertFalse(matches(MINE, token, token));
        assertFalse(FormToken.matches(MINE, new Form(Map.of())));
    }

    @Test
    void failsWhenAnyBitIsChanged() {
        byte[] token = Base64.getUrlDecoder().decode(TOKENS.issue(MINE));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertFalse(
                    matches(MINE, Base64.getUrlEncoder().encodeToString(changed)), "bit " + bit);
        }
    }
}

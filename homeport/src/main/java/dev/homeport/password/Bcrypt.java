package dev.homeport.password;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash by bcrypt, which looks at the first 72 bytes of a password.
 *
 * @param text version, cost, salt and hash, as in {@code $2y$10$…}
 */
record Bcrypt(String text) implements PasswordHash {
    private static final int COST_MAX = 15;
    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    static Bcrypt parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) throw new IllegalArgumentException("the bcrypt hash is not whole");
        int cost = Integer.parseInt(form.group(1));
        if (cost < 4 || cost > COST_MAX) {
            throw new IllegalArgumentException("the cost of bcrypt is not 4 to " + COST_MAX);
        }
        return new Bcrypt(text);
    }

    @Override
    public boolean matches(byte[] password) {
        return OpenBSDBCrypt.checkPassword(text, password);
    }

    @Override
    public String toString() {
        return "Bcrypt[…]"; // Not for logs.
    }
}

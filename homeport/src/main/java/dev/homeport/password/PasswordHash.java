package dev.homeport.password;

import dev.homeport.http.filter.Password;

import java.security.SecureRandom;

/** A password as it is kept: the hash of it, with all that is needed to make it again. */
public sealed interface PasswordHash extends Password permits Bcrypt, Argon2id {

    /**
     * Reads a hash as {@code htpasswd -B}, {@code argon2} and others write it.
     *
     * @throws IllegalArgumentException with a message for who wrote it, which does not repeat it
     */
    static PasswordHash parse(String text) {
        if (text.startsWith("$argon2id$")) return Argon2id.parse(text);
        if (text.startsWith("$2")) return Bcrypt.parse(text);
        throw new IllegalArgumentException("the password is hashed neither by bcrypt nor Argon2id");
    }

    /** A new hash of {@code password} by Argon2id; it takes some 20 MiB for a moment. */
    static PasswordHash of(byte[] password, SecureRandom random) {
        return Argon2id.of(password, random);
    }

    /** The hash as it stands in a file. */
    String text();
}

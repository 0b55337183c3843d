package dev.homeport.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that an administrative act needs: whoever can read it may do what the program's owner
 * may. A new one is written to the data directory at every start, readable by the owner only.
 *
 * @param value the secret, hexadecimal
 */
public record AdminToken(String value) {
    private static final String FILE = "admin.token";

    /** Makes a new token and writes it below {@code directory}. */
    public static AdminToken create(Path directory, SecureRandom random) throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        AdminToken token = new AdminToken(HexFormat.of().formatHex(secret));
        Path file = directory.resolve(FILE);
        Path fresh = directory.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, token.value() + "\n");
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return token;
    }

    /** The token of the program that runs on {@code directory}. */
    public static AdminToken read(Path directory) throws IOException {
        return new AdminToken(Files.readString(directory.resolve(FILE)).strip());
    }

    /** Whether {@code presented} is this token, in time that does not depend on it. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII),
                presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AdminToken[…]";
    }
}

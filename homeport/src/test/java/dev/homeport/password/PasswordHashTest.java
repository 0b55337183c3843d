package dev.homeport.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

class PasswordHashTest {
    /** Published vectors: Openwall's crypt_blowfish, and the reference Argon2 with "somesalt". */
    private static final String BCRYPT_OF_U_STAR_U =
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private static final String ARGON2ID_OF_PASSWORD =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @TempDir Path folder = Path.of("");

    private static boolean matches(String hash, String password) {
        return PasswordHash.parse(hash).matches(password.getBytes(UTF_8));
    }

    @Test
    void bcryptKnowsItsPassword() {
        assertTrue(matches(BCRYPT_OF_U_STAR_U, "U*U"));
        assertFalse(matches(BCRYPT_OF_U_STAR_U, "U*u"));
        assertFalse(matches(BCRYPT_OF_U_STAR_U, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void everyVersionOfBcryptIsRead(String version) {
        String hash = OpenBSDBCrypt.generate(version, "grün".toCharArray(), new byte[16], 4);
        assertTrue(matches(hash, "grün"));
        assertFalse(matches(hash, "grun"));
    }

    @Test
    void argon2idKnowsItsPassword() {
        assertTrue(matches(ARGON2ID_OF_PASSWORD, "password"));
        assertFalse(matches(ARGON2ID_OF_PASSWORD, "Password"));
    }

    @Test
    void aNewHashKnowsItsPasswordAndIsLikeNoOther() {
        SecureRandom random = new SecureRandom();
        String hash = PasswordHash.of("Öl & \uD83D\uDD11".getBytes(UTF_8), random).text();

        assertTrue(matches(hash, "Öl & \uD83D\uDD11"));
        assertFalse(matches(hash, "Ol & \uD83D\uDD11"));
        assertNotEquals(hash, PasswordHash.of("Öl & \uD83D\uDD11".getBytes(UTF_8), random).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$apr1$abc$def",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=262145,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=21,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=17$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$16$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            })
    void whatIsNotWholeOrCostsTooMuchIsRefusedWithoutShowingIt(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(text.isEmpty() || !message.contains(text), message);
    }

    @Test
    void costsAreTakenAtTheirBounds() {
        String hash = "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        PasswordHash.parse("$argon2id$v=19$m=262144,t=20,p=16" + hash);
        PasswordHash.parse("$argon2id$v=19$m=8,t=1,p=1" + hash);
        PasswordHash.parse("$2a$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
    }

    @Test
    void hashesAreNotShown() {
        assertFalse(PasswordHash.parse(BCRYPT_OF_U_STAR_U).toString().contains("CCCC"));
        assertFalse(PasswordHash.parse(ARGON2ID_OF_PASSWORD).toString().contains("c29t"));
    }

    @Test
    void aFileNamesUsersAndItsMistakes() throws IOException {
        Path file = folder.resolve("users");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "# staff",
                        "",
                        "ann:" + BCRYPT_OF_U_STAR_U,
                        "bob:" + ARGON2ID_OF_PASSWORD,
                        "eve",
                        ":" + BCRYPT_OF_U_STAR_U,
                        "ann:" + BCRYPT_OF_U_STAR_U,
                        "kim:secret"));
        PasswordFile read = PasswordFile.read(file);
        assertEquals(Set.of("ann", "bob"), read.users().keySet());
        assertEquals(
                List.of(
                        file + ":5: there is no name with a colon behind it",
                        file + ":6: there is no name with a colon behind it",
                        file + ":7: the name is there already",
                        file + ":8: the password is hashed neither by bcrypt nor Argon2id"),
                read.problems());
    }

    @Test
    void aFileThatIsNoneIsAProblem() throws IOException {
        Path file = folder.resolve("users");
        assertTrue(PasswordFile.read(file).problems().getFirst().contains("cannot be read"));
        Files.writeString(file, "# nobody\n");
        assertEquals(List.of(file + " names no user"), PasswordFile.read(file).problems());
        Files.write(file, new byte[] {'a', ':', (byte) 0xff});
        assertEquals(List.of(file + " is not UTF-8"), PasswordFile.read(file).problems());
        Files.writeString(file, "#".repeat(1024 * 1024 + 1));
        assertEquals(List.of(file + " is larger than 1MiB"), PasswordFile.read(file).problems());
    }
}

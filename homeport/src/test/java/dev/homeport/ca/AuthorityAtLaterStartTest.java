package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.ca.LocalAuthority.Opening;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

class AuthorityAtLaterStartTest {
    private AuthorityFolder folder;
    private LocalAuthority first;

    @BeforeEach
    void start(@TempDir Path temporary) throws CertificateProblem {
        folder = new AuthorityFolder(temporary.resolve("tls"));
        first = folder.open("foobar.com", "example.net");
    }

    @Test
    void itIsReused() throws Exception {
        LocalAuthority second = folder.open("foobar.com", "example.net");
        assertEquals(new Opening.Reused(), second.opening());
        assertEquals(first.certificate(), second.certificate());
    }

    @Test
    void namesBelowAndFewerNamesNeedNoOther() throws Exception {
        assertEquals(new Opening.Reused(), folder.open("www.foobar.com").opening());
        assertEquals(new Opening.Reused(), folder.open("*.a.foobar.com").opening());
    }

    @Test
    void aFurtherDomainNeedsANewOneAndTheOldIsKeptAside() throws Exception {
        String key = Files.readString(folder.key());
        LocalAuthority second = folder.open("foobar.com", "foobar.de");
        var replaced = assertInstanceOf(Opening.Replaced.class, second.opening());
        assertEquals("it may not vouch for foobar.de", replaced.reason());
        assertEquals(key, Files.readString(replaced.retired().resolve("ca.key")));
        assertEquals(
                Pem.encode(first.certificate()),
                Files.readString(replaced.retired().resolve("ca.pem")));
        assertNotEquals(first.certificate().getPublicKey(), second.certificate().getPublicKey());
        assertNotEquals(
                first.certificate().getSubjectX500Principal(),
                second.certificate().getSubjectX500Principal(),
                "clients that know both tell them apart");
        assertEquals(new Opening.Reused(), folder.open("foobar.com", "foobar.de").opening());
    }

    @Test
    void aNameThatOnlyEndsAlikeIsAnotherDomain() throws Exception {
        assertInstanceOf(Opening.Replaced.class, folder.open("notfoobar.com").opening());
    }

    @Test
    void itIsReplacedOnceItCannotOutliveWhatItIssues() throws Exception {
        folder.pass(Duration.ofDays(3650 - 90));
        assertEquals(new Opening.Reused(), folder.open("foobar.com").opening());
        folder.pass(Duration.ofSeconds(1));
        var replaced =
                assertInstanceOf(Opening.Replaced.class, folder.open("foobar.com").opening());
        assertEquals("it ends at 2036-11-20T15:00:00Z", replaced.reason());
    }

    @Test
    void aStartThatWasCutOffBetweenKeyAndCertificateIsMadeGood() throws Exception {
        Files.delete(folder.certificate());
        LocalAuthority second = folder.open("foobar.com");
        assertEquals(new Opening.Created(), second.opening());
        assertEquals(new Opening.Reused(), folder.open("foobar.com").opening());
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        for (String mode : new String[] {"rw-r-----", "rw----r--", "rwx--x---"}) {
            Files.setPosixFilePermissions(folder.key(), PosixFilePermissions.fromString(mode));
            assertEquals(
                    folder.key()
                            + " is open to other users of this machine ("
                            + mode
                            + "); run: chmod 600 "
                            + folder.key(),
                    problem());
        }
        Files.setPosixFilePermissions(folder.key(), PosixFilePermissions.fromString("r--------"));
        assertEquals(new Opening.Reused(), folder.open("foobar.com").opening());
    }

    @Test
    void aFolderThatOthersCanWriteToIsRefused() throws Exception {
        Files.setPosixFilePermissions(folder.path, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(
                folder.path
                        + " is open to other users of this machine (rwxrwxrwx); run: chmod 700 "
                        + folder.path,
                problem());
    }

    @Test
    void aDamagedKeyIsNamed() throws Exception {
        String key = Files.readString(folder.key());
        Files.writeString(folder.key(), key.substring(0, key.length() / 2));
        assertProblem(folder.key() + " is no private key: ");
        Files.writeString(folder.key(), "");
        assertProblem(folder.key() + " is no private key: it holds no private key; " + remedy());
    }

    @Test
    void aDamagedCertificateIsNamed() throws Exception {
        String certificate = Files.readString(folder.certificate());
        Files.writeString(folder.certificate(), certificate.replace("MII", "AAA"));
        assertProblem(folder.certificate() + " is no certificate: it is damaged (");
    }

    @Test
    void aKeyOfAnotherAuthorityIsNoticed(@TempDir Path temporary) throws Exception {
        var other = new AuthorityFolder(temporary.resolve("other"));
        other.open("foobar.com");
        Files.copy(other.key(), folder.path.resolve("copy"));
        Files.move(
                folder.path.resolve("copy"),
                folder.key(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertProblem("the key " + folder.key() + " does not belong to the certificate ");
    }

    @Test
    void aMissingKeyIsNamed() throws Exception {
        Files.delete(folder.key());
        assertEquals(
                "the key "
                        + folder.key()
                        + " of the authority "
                        + folder.certificate()
                        + " is missing; "
                        + remedy(),
                problem());
    }

    @Test
    void aClockBeforeItsBeginningIsNoticed() {
        folder.pass(Duration.ofHours(-1).minusSeconds(1));
        assertEquals(
                "the authority "
                        + folder.certificate()
                        + " is valid from 2026-11-23T14:00:00Z, but the clock says"
                        + " 2026-11-23T13:59:59Z; set the clock of this machine",
                problem());
    }

    private String remedy() {
        return "restore "
                + folder.path
                + " from a backup, or remove "
                + folder.certificate()
                + " and "
                + folder.key()
                + " to have a new authority made";
    }

    private void assertProblem(String beginning) {
        String problem = problem();
        assertEquals(
                beginning, problem.substring(0, Math.min(beginning.length(), problem.length())));
    }

    private String problem() {
        return String.valueOf(
                assertThrows(CertificateProblem.class, () -> folder.open("foobar.com"))
                        .getMessage());
    }
}

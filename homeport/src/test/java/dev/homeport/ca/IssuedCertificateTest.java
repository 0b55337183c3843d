package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class IssuedCertificateTest {
    private static final List<String> HOSTS = List.of("www.foobar.com", "foobar.com");

    private AuthorityFolder folder;
    private LocalAuthority authority;

    @BeforeEach
    void start(@TempDir Path temporary) throws CertificateProblem {
        folder = new AuthorityFolder(temporary.resolve("tls"));
        authority = folder.open("foobar.com");
    }

    @Test
    void itNamesTheHostsAndTheLoopbackAddresses() throws Exception {
        X509Certificate leaf =
                authority.issue(List.of("www.foobar.com", "*.foobar.com", "localhost")).leaf();
        assertEquals("CN=www.foobar.com", leaf.getSubjectX500Principal().getName());
        assertEquals(
                List.of(
                        List.of(2, "www.foobar.com"),
                        List.of(2, "*.foobar.com"),
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1")),
                List.copyOf(leaf.getSubjectAlternativeNames()));
    }

    @Test
    void itIsForAServerAndNoAuthority() throws Exception {
        X509Certificate leaf = authority.issue(HOSTS).leaf();
        assertEquals(-1, leaf.getBasicConstraints());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
        assertTrue(leaf.getKeyUsage()[0], "digital signature");
        assertFalse(leaf.getKeyUsage()[5], "certificate signature");
    }

    @Test
    void aLongNameIsLeftToTheAlternativeNames() throws Exception {
        String host = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".foobar.com";
        X509Certificate leaf = authority.issue(List.of(host)).leaf();
        assertEquals("", leaf.getSubjectX500Principal().getName());
        assertTrue(leaf.getCriticalExtensionOIDs().contains("2.5.29.17"), "RFC 5280 4.2.1.6");
        assertEquals(leaf, authority.issue(List.of(host)).leaf());
    }

    @Test
    void itLastsNinetyDaysFromAnHourAgo() throws Exception {
        Issued issued = authority.issue(HOSTS);
        assertEquals(AuthorityFolder.START.plus(Duration.ofDays(90)), issued.notAfter());
        assertEquals(
                AuthorityFolder.START.minus(Duration.ofHours(1)),
                issued.leaf().getNotBefore().toInstant());
    }

    @Test
    void itEndsWithItsAuthorityAtTheLatest() throws Exception {
        folder.pass(Duration.ofDays(3650 - 40));
        Instant end = authority.certificate().getNotAfter().toInstant();
        assertEquals(end, authority.issue(HOSTS).notAfter());
    }

    @Test
    void itIsKeptUntilThirtyDaysRemain() throws Exception {
        Issued first = authority.issue(HOSTS);
        folder.pass(Duration.ofDays(60));
        assertEquals(first.leaf(), authority.issue(HOSTS).leaf());
        assertEquals(first.leaf(), folder.open("foobar.com").issue(HOSTS).leaf());
        folder.pass(Duration.ofSeconds(1));
        Issued second = authority.issue(HOSTS);
        assertNotEquals(first.leaf(), second.leaf());
        assertNotEquals(first.leaf().getPublicKey(), second.leaf().getPublicKey());
    }

    @Test
    void aClockThatWasSetBackGetsAnother() throws Exception {
        folder.pass(Duration.ofDays(50));
        Issued first = authority.issue(HOSTS);
        folder.pass(Duration.ofDays(-40));
        assertNotEquals(first.leaf(), authority.issue(HOSTS).leaf());
    }

    @Test
    void otherHostsGetAnother() throws Exception {
        Issued first = authority.issue(HOSTS);
        assertNotEquals(first.leaf(), authority.issue(List.of("www.foobar.com")).leaf());
    }

    @Test
    void whatIsKeptIsMadeAnewWhenItCannotBeUsed() throws Exception {
        Path file = folder.path.resolve("issued/www.foobar.com.pem");
        X509Certificate first = authority.issue(HOSTS).leaf();
        Files.writeString(file, Files.readString(file).replace("PRIVATE", "PUBLIC"));
        X509Certificate second = authority.issue(HOSTS).leaf();
        assertNotEquals(first, second);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertNotEquals(second, authority.issue(HOSTS).leaf());
    }

    @Test
    void aNewAuthorityIssuesAnew() throws Exception {
        X509Certificate first = authority.issue(HOSTS).leaf();
        LocalAuthority next = folder.open("foobar.com", "foobar.de");
        X509Certificate second = next.issue(HOSTS).leaf();
        assertNotEquals(first, second);
        second.verify(next.certificate().getPublicKey());
    }

    @Test
    void itsPemIsReadBackAsItIs() throws Exception {
        Issued issued = authority.issue(HOSTS);
        assertEquals(issued.chain(), Pem.decodeCertificates(issued.certificatePem()));
        assertArrayEquals(issued.key().getEncoded(), Pem.decodeKey(issued.keyPem()).getEncoded());
        assertFalse(issued.toString().contains("PRIVATE"));
    }

    @Test
    void namesOutsideTheAuthorityAreRefused() {
        for (String host :
                List.of("www.example.net", "notfoobar.com", "../foobar.com", "a/.foobar.com", "")) {
            assertThrows(
                    IllegalArgumentException.class, () -> authority.issue(List.of(host)), host);
        }
        assertThrows(IllegalArgumentException.class, () -> authority.issue(List.of()));
    }
}

package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class AuthorityAtFirstStartTest {
    private AuthorityFolder folder;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = new AuthorityFolder(temporary.resolve("data/tls"));
    }

    @Test
    void onlyTheOwnerCanReadWhatIsMade() throws Exception {
        LocalAuthority authority = folder.open("foobar.com");
        assertEquals(new LocalAuthority.Opening.Created(), authority.opening());
        assertEquals("rwx------", mode(folder.path));
        assertEquals("rw-------", mode(folder.key()));
        authority.issue(List.of("foobar.com"));
        assertEquals("rwx------", mode(folder.path.resolve("issued")));
        assertEquals("rw-------", mode(folder.path.resolve("issued/foobar.com.pem")));
        try (Stream<Path> files = Files.walk(folder.path)) {
            assertEquals(5, files.count(), "no temporary file is left");
        }
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void itIsAnAuthorityForServersAndForNoOtherAuthority() throws Exception {
        X509Certificate certificate = folder.open("foobar.com").certificate();
        assertEquals(0, certificate.getBasicConstraints());
        boolean[] usage = certificate.getKeyUsage();
        assertArrayEquals(
                new boolean[] {false, false, false, false, false, true, true, false, false}, usage);
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
        assertNotNull(certificate.getExtensionValue("2.5.29.14"), "subject key identifier");
        assertNotNull(certificate.getExtensionValue("2.5.29.35"), "authority key identifier");
        assertEquals(
                Set.of("2.5.29.15", "2.5.29.19", "2.5.29.30"),
                certificate.getCriticalExtensionOIDs(),
                "usage, basic constraints and name constraints bind everyone");
        assertEquals(
                256,
                ((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getCurve()
                        .getField()
                        .getFieldSize());
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void itLastsTenYearsFromAnHourAgo() throws Exception {
        X509Certificate certificate = folder.open("foobar.com").certificate();
        assertEquals(
                AuthorityFolder.START.minus(Duration.ofHours(1)),
                certificate.getNotBefore().toInstant());
        assertEquals(
                AuthorityFolder.START.plus(Duration.ofDays(3650)),
                certificate.getNotAfter().toInstant());
    }

    @Test
    void itMayVouchForTheConfiguredDomainsAndThisMachineOnly() throws Exception {
        X509Certificate certificate =
                folder.open("foobar.com", "www.foobar.com", "*.example.net").certificate();
        List<String> asked =
                List.of(
                        "foobar.com",
                        "www.foobar.com",
                        "*.foobar.com",
                        "*.example.net",
                        "localhost",
                        "barfoobar.com",
                        "com",
                        "example.org");
        assertEquals(
                Set.of("barfoobar.com", "com", "example.org"),
                PermittedHosts.outside(certificate, asked));
    }

    @Test
    void theFileIsTheCertificateAndKnownBeforehand() throws Exception {
        Path file = LocalAuthority.certificateFile(folder.path);
        LocalAuthority authority = folder.open("foobar.com");
        assertEquals(file, authority.certificateFile());
        assertEquals(Pem.encode(authority.certificate()), Files.readString(file));
        assertTrue(Files.readString(file).startsWith("-----BEGIN CERTIFICATE-----\n"));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
        Files.createDirectories(folder.path.getParent());
        Files.writeString(folder.path, "a file where the folder belongs");
        var problem = assertProblem();
        assertTrue(problem.startsWith("cannot keep the certificate authority in " + folder.path));
    }

    private String assertProblem() {
        try {
            folder.open("foobar.com");
            throw new AssertionError("opened");
        } catch (CertificateProblem problem) {
            return String.valueOf(problem.getMessage());
        }
    }
}

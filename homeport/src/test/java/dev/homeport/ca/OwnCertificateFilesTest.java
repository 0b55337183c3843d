package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Random;

class OwnCertificateFilesTest {
    @TempDir Path folder;

    private Path certificate;
    private Path key;
    private Issued issued;

    @BeforeEach
    void start() throws Exception {
        issued =
                new AuthorityFolder(folder.resolve("tls"))
                        .open("foobar.com")
                        .issue(List.of("foobar.com"));
        certificate = Files.writeString(folder.resolve("site.pem"), issued.certificatePem());
        key = Files.writeString(folder.resolve("site.key"), issued.keyPem());
    }

    @Test
    void theTwoFilesMakeAnIdentity() throws Exception {
        Issued read = PemFiles.read(certificate, key);
        assertEquals(issued.chain(), read.chain());
        assertArrayEquals(issued.key().getEncoded(), read.key().getEncoded());
    }

    @Test
    void theOlderFormOfAKeyIsRead() throws Exception {
        Tool openssl = Tool.require("openssl");
        String plain = key.toString();
        key = folder.resolve("older.key");
        openssl.run("pkey", "-traditional", "-in", plain, "-out", key.toString()).assertSuccess();
        assertTrue(Files.readString(key).startsWith("-----BEGIN EC PRIVATE KEY-----"));
        assertPairIsRead();
        // Some tools write the curve in a block of its own before the key.
        String curve = openssl.run("ecparam", "-name", "prime256v1").output();
        Files.writeString(key, curve + Files.readString(key));
        assertPairIsRead();
    }

    private void assertPairIsRead() throws Exception {
        Issued read = PemFiles.read(certificate, key);
        assertTrue(PemFiles.isPair(issued.leaf().getPublicKey(), read.key()));
    }

    @Test
    void anEncryptedKeyIsSaidToBeOne() throws Exception {
        Tool openssl = Tool.require("openssl");
        String plain = key.toString();
        key = folder.resolve("encrypted.key");
        for (String form : List.of("-aes128", "-traditional")) {
            openssl.run(
                            "pkey",
                            "-in",
                            plain,
                            "-aes128",
                            form,
                            "-passout",
                            "pass:secret",
                            "-out",
                            key.toString())
                    .assertSuccess();
            assertEquals(
                    key
                            + " is no private key: its key is encrypted with a passphrase; write the key"
                            + " anew as PEM (PKCS #8), without a passphrase",
                    problem());
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Files.writeString(key, Pem.encode(rsa.getPrivate()));
        assertEquals(
                "the key "
                        + key
                        + " does not belong to the certificate "
                        + certificate
                        + "; name the two that were issued together",
                problem());
    }

    @Test
    void filesThatWereMixedUpAreNamed() throws Exception {
        Path keyOnce = key;
        key = certificate;
        assertEquals(
                key
                        + " is no private key: it holds no private key; write the key anew as PEM (PKCS"
                        + " #8), without a passphrase",
                problem());
        certificate = keyOnce;
        assertEquals(
                certificate
                        + " is no certificate: it holds no certificate; write the chain anew as PEM",
                problem());
        certificate = folder.resolve("missing.pem");
        assertEquals(certificate + " does not exist; write the chain anew as PEM", problem());
    }

    @Test
    void noDamageMakesReadingThrowAnythingElse() throws Exception {
        String good = issued.certificatePem() + issued.keyPem();
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(good);
            for (int count = 1 + random.nextInt(4); count > 0; count--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            Files.writeString(
                    key,
                    text.substring(
                            0,
                            random.nextInt(2) == 0
                                    ? text.length()
                                    : random.nextInt(text.length())));
            try {
                PemFiles.read(key, key);
            } catch (CertificateProblem expected) {
                assertTrue(String.valueOf(expected.getMessage()).contains(key.toString()));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    private String problem() {
        return String.valueOf(
                assertThrows(CertificateProblem.class, () -> PemFiles.read(certificate, key))
                        .getMessage());
    }
}

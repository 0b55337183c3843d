package dev.homeport.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates and keys from PEM files, and says clearly what is wrong with them. */
public final class PemFiles {
    private static final int FILE_BYTES_MAX = 1024 * 1024;

    private PemFiles() {}

    /**
     * Reads what a site serves with, from files of the operator's own.
     *
     * @param certificate the chain, the certificate of the server first
     * @param key its private key, PKCS #8 or the older forms, not encrypted
     * @throws CertificateProblem when either is missing, damaged, or does not belong to the other
     */
    public static Issued read(Path certificate, Path key) throws CertificateProblem {
        return read(certificate, key, Checked.anew());
    }

    static Issued read(Path certificate, Path key, Checked checked) throws CertificateProblem {
        List<X509Certificate> chain = certificates(certificate, "write the chain anew as PEM");
        PrivateKey secret = key(key, "write the key anew as PEM (PKCS #8), without a passphrase");
        requirePair(certificate, chain.getFirst(), key, secret, checked);
        return new Issued(chain, secret);
    }

    static List<X509Certificate> certificates(Path file, String remedy) throws CertificateProblem {
        String text = text(file, remedy);
        try {
            return Pem.decodeCertificates(text);
        } catch (Pem.Damaged e) {
            throw new CertificateProblem(file + " is no certificate: " + e.getMessage(), remedy);
        }
    }

    static PrivateKey key(Path file, String remedy) throws CertificateProblem {
        String text = text(file, remedy);
        try {
            return Pem.decodeKey(text);
        } catch (Pem.Damaged e) {
            throw new CertificateProblem(file + " is no private key: " + e.getMessage(), remedy);
        }
    }

    static void requirePair(
            Path certificateFile,
            X509Certificate certificate,
            Path keyFile,
            PrivateKey key,
            Checked checked)
            throws CertificateProblem {
        PublicKey shown = certificate.getPublicKey();
        if (checked.holds(() -> isPair(shown, key), shown.getEncoded(), key.getEncoded())) return;
        throw new CertificateProblem(
                "the key " + keyFile + " does not belong to the certificate " + certificateFile,
                "name the two that were issued together");
    }

    /** Whether what the one signs the other verifies. */
    static boolean isPair(PublicKey shown, PrivateKey secret) {
        if (!shown.getAlgorithm().equals(secret.getAlgorithm())) return false;
        String algorithm =
                switch (secret.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> secret.getAlgorithm();
                };
        try {
            byte[] probe = "pair".getBytes(StandardCharsets.US_ASCII);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A key of another curve or length cannot verify, which is the answer.
            return false;
        }
    }

    private static String text(Path file, String remedy) throws CertificateProblem {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new CertificateProblem(file + " is larger than 1 MiB", remedy);
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new CertificateProblem(file + " does not exist", remedy, e);
        } catch (AccessDeniedException e) {
            throw new CertificateProblem(
                    file + " may not be read", "give the user of this process the right to", e);
        } catch (IOException e) {
            throw new CertificateProblem(
                    file + " cannot be read (" + e.getMessage() + ")", "check the disk", e);
        }
    }
}

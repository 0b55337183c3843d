package dev.homeport.ca;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as PEM text (RFC 7468) and back. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String encode(X509Certificate certificate) {
        try {
            return encode("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    static String encode(PrivateKey key) {
        return encode("PRIVATE KEY", key.getEncoded());
    }

    private static String encode(String label, byte[] der) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        String body = Base64.getMimeEncoder(LINE, newline).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** All certificates of a text, in its order; at least one. */
    static List<X509Certificate> decodeCertificates(String text) throws Damaged {
        try {
            return dev.homeport.http.tls.Pem.certificates(text);
        } catch (GeneralSecurityException e) {
            return UnusualPem.decodeCertificates(text);
        }
    }

    /** The one private key of a text: PKCS #8, or the older forms of OpenSSL. */
    static PrivateKey decodeKey(String text) throws Damaged {
        try {
            return dev.homeport.http.tls.Pem.key(text);
        } catch (GeneralSecurityException e) {
            return UnusualPem.decodeKey(text);
        }
    }

    /** The text is not what it should be; {@link PemFiles} adds the file and the remedy. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message, null, false, false);
        }
    }
}

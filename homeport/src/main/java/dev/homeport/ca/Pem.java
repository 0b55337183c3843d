package dev.homeport.ca;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
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
            return decodeUnusualCertificates(text);
        }
    }

    /** By BouncyCastle, which takes more forms, but much longer to come up. */
    private static List<X509Certificate> decodeUnusualCertificates(String text) throws Damaged {
        var certificates = new ArrayList<X509Certificate>();
        for (Object object : objects(text)) {
            if (object instanceof X509CertificateHolder holder) certificates.add(convert(holder));
        }
        if (certificates.isEmpty()) throw new Damaged("it holds no certificate");
        return certificates;
    }

    /** The one private key of a text: PKCS #8, or the older forms of OpenSSL. */
    static PrivateKey decodeKey(String text) throws Damaged {
        try {
            return dev.homeport.http.tls.Pem.key(text);
        } catch (GeneralSecurityException e) {
            return decodeUnusualKey(text);
        }
    }

    private static PrivateKey decodeUnusualKey(String text) throws Damaged {
        for (Object object : objects(text)) {
            switch (object) {
                case PrivateKeyInfo key -> {
                    return convert(key);
                }
                case PEMKeyPair pair -> {
                    return convert(pair.getPrivateKeyInfo());
                }
                case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
                        throw new Damaged("its key is encrypted with a passphrase");
                default -> {}
            }
        }
        throw new Damaged("it holds no private key");
    }

    private static List<Object> objects(String text) throws Damaged {
        var objects = new ArrayList<Object>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                objects.add(next);
            }
        } catch (IOException | RuntimeException e) {
            // The parser throws unchecked exceptions for some broken encodings.
            throw new Damaged("it is damaged (" + e.getMessage() + ")");
        }
        return objects;
    }

    private static X509Certificate convert(X509CertificateHolder holder) throws Damaged {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (CertificateException e) {
            throw new Damaged("a certificate in it is damaged (" + e.getMessage() + ")");
        }
    }

    private static PrivateKey convert(PrivateKeyInfo key) throws Damaged {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        } catch (IOException e) {
            throw new Damaged("the key in it is damaged (" + e.getMessage() + ")");
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

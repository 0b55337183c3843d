package dev.homeport.ca;

import dev.homeport.ca.Pem.Damaged;

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
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the forms of PEM text that the JDK does not: BouncyCastle takes more of them, but much
 * longer to come up.
 */
final class UnusualPem {
    private UnusualPem() {}

    /** All certificates of a text, in its order; at least one. */
    static List<X509Certificate> decodeCertificates(String text) throws Damaged {
        var certificates = new ArrayList<X509Certificate>();
        for (Object object : objects(text)) {
            if (object instanceof X509CertificateHolder holder) certificates.add(convert(holder));
        }
        if (certificates.isEmpty()) throw new Damaged("it holds no certificate");
        return certificates;
    }

    /** The first private key of a text that is not encrypted. */
    static PrivateKey decodeKey(String text) throws Damaged {
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
}

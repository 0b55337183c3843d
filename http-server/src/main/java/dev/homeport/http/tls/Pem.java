package dev.homeport.http.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads certificates and keys in the usual PEM forms (RFC 7468 5 and 10) with the JDK alone.
 *
 * <p>Netty's own reader brings up the whole of BouncyCastle where it is on the class path, which
 * slows every start. Stateless.
 */
public final class Pem {
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "Ed25519", "Ed448");

    private Pem() {}

    /**
     * All certificates of {@code text}, in its order.
     *
     * @throws GeneralSecurityException when there is none, or one of them is damaged
     */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : blocks(text, "CERTIFICATE")) {
            var certificate = factory.generateCertificate(new ByteArrayInputStream(der));
            chain.add((X509Certificate) certificate);
        }
        if (chain.isEmpty()) throw new InvalidKeySpecException("it holds no certificate");
        return List.copyOf(chain);
    }

    /**
     * The one private key of {@code text}, PKCS #8 and not encrypted.
     *
     * @throws GeneralSecurityException when there is none, or it is of a kind we do not know
     */
    public static PrivateKey key(String text) throws GeneralSecurityException {
        List<byte[]> keys = blocks(text, "PRIVATE KEY");
        if (keys.size() != 1) {
            throw new InvalidKeySpecException("it holds " + keys.size() + " private keys, not one");
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(keys.getFirst());
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm; the encoding names it, but the JDK offers no way to ask.
            }
        }
        throw new InvalidKeySpecException("its key is damaged, or not one of " + KEY_ALGORITHMS);
    }

    private static List<byte[]> blocks(String text, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> blocks = new ArrayList<>();
        int from = text.indexOf(begin);
        while (from >= 0) {
            int to = text.indexOf(end, from);
            if (to < 0) throw new InvalidKeySpecException("a " + label + " has no end");
            blocks.add(decode(text.substring(from + begin.length(), to)));
            from = text.indexOf(begin, to);
        }
        return blocks;
    }

    private static byte[] decode(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("it is not base64", e);
        }
    }
}

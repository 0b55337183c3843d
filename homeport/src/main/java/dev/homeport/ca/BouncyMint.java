package dev.homeport.ca;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/** Makes keys and certificates with BouncyCastle, whose classes nothing else here but PEM needs. */
final class BouncyMint implements Mint {
    private static final int COMMON_NAME_MAX = 64;
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private final SecureRandom random;

    BouncyMint(SecureRandom random) {
        this.random = random;
    }

    @Override
    public KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    @Override
    public X509Certificate authority(KeyPair keys, Constraints constraints, Validity validity) {
        return sign(
                "the authority",
                keys.getPrivate(),
                () -> {
                    var identifiers = new JcaX509ExtensionUtils();
                    var key = identifiers.createSubjectKeyIdentifier(keys.getPublic());
                    // Two authorities in one browser are told apart by name.
                    String mark = HexFormat.of().formatHex(key.getKeyIdentifier(), 0, 4);
                    X500Name name =
                            new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.O, "Homeport")
                                    .addRDN(BCStyle.CN, "Homeport local CA " + mark)
                                    .build();
                    return builder(name, name, validity, keys.getPublic())
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                            .addExtension(Extension.nameConstraints, true, constraints.extension())
                            .addExtension(Extension.subjectKeyIdentifier, false, key)
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
                });
    }

    @Override
    public X509Certificate server(
            X509Certificate authority,
            PrivateKey signer,
            PublicKey key,
            List<String> hosts,
            Validity validity) {
        return sign(
                String.join(", ", hosts),
                signer,
                () -> {
                    var identifiers = new JcaX509ExtensionUtils();
                    X500Name issuer =
                            X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
                    X500Name subject = subject(hosts.getFirst());
                    // RFC 5280 4.2.1.6: critical when the subject is empty.
                    boolean critical = subject.getRDNs().length == 0;
                    return builder(issuer, subject, validity, key)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                            .addExtension(Extension.subjectAlternativeName, critical, names(hosts))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    identifiers.createSubjectKeyIdentifier(key))
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    identifiers.createAuthorityKeyIdentifier(
                                            authority.getPublicKey()));
                });
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, Validity validity, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                // RFC 5280 4.1.2.2: positive, at most 20 octets.
                new BigInteger(127, random).setBit(126),
                Date.from(validity.notBefore()),
                Date.from(validity.notAfter()),
                subject,
                key);
    }

    private static X500Name subject(String host) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        if (host.length() <= COMMON_NAME_MAX) name.addRDN(BCStyle.CN, host);
        return name.build();
    }

    private static GeneralNames names(List<String> hosts) {
        var names = new ArrayList<GeneralName>();
        for (String host : hosts) names.add(new GeneralName(GeneralName.dNSName, host));
        for (String address : LOOPBACK) names.add(new GeneralName(GeneralName.iPAddress, address));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private X509Certificate sign(String what, PrivateKey signer, Draft draft) {
        try {
            var signature =
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .setSecureRandom(random)
                            .build(signer);
            return new JcaX509CertificateConverter().getCertificate(draft.build().build(signature));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the certificate of " + what, e);
        }
    }

    private interface Draft {
        X509v3CertificateBuilder build() throws CertIOException, GeneralSecurityException;
    }
}

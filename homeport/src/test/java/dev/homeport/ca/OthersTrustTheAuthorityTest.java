package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** OpenSSL, curl and the JDK accept what the authority issues, and nothing it must not issue. */
class OthersTrustTheAuthorityTest {
    private static final List<String> HOSTS =
            List.of("www.foobar.com", "foobar.com", "*.foobar.com");

    @TempDir Path folder;

    private LocalAuthority authority;

    /** The others look at the clock of the machine. */
    @BeforeEach
    void start() throws CertificateProblem {
        authority =
                LocalAuthority.openOrCreate(
                        folder.resolve("tls"),
                        Set.of("foobar.com"),
                        InstantSource.system(),
                        new SecureRandom());
    }

    @Test
    void opensslVerifiesEveryNameOfACertificate() throws Exception {
        Tool openssl = Tool.require("openssl");
        Path leaf = write(authority.issue(HOSTS).leaf());
        for (String host : List.of("www.foobar.com", "foobar.com", "any.foobar.com")) {
            verify(openssl, leaf, "-verify_hostname", host).assertSuccess();
        }
        verify(openssl, leaf, "-verify_ip", "127.0.0.1").assertSuccess();
        verify(openssl, leaf, "-verify_ip", "::1").assertSuccess();
        assertNotEquals(0, verify(openssl, leaf, "-verify_hostname", "foobar.net").status());
    }

    @Test
    void opensslRefusesWhatAThiefOfTheKeyWouldIssue() throws Exception {
        Tool openssl = Tool.require("openssl");
        for (String host : List.of("www.example.net", "notfoobar.com", "com")) {
            Tool.Result result = verify(openssl, write(stolen(host)));
            assertNotEquals(0, result.status());
            assertTrue(result.output().contains("permitted subtree violation"), result.output());
        }
    }

    @Test
    void theJdkVerifiesACertificate() throws Exception {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        parameters.setRevocationEnabled(false);
        var chain = authority.issue(HOSTS).chain();
        var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Test
    void curlTrustsAServerThatUsesIt() throws Exception {
        Tool openssl = Tool.require("openssl");
        Tool curl = Tool.require("curl");
        Issued issued = authority.issue(HOSTS);
        Path certificate = folder.resolve("server.pem");
        Files.writeString(certificate, issued.certificatePem() + issued.keyPem());
        Process server =
                openssl.start(
                        List.of(
                                "s_server",
                                "-accept",
                                "127.0.0.1:0",
                                "-www",
                                "-cert",
                                certificate.toString()));
        try {
            int port = port(server.inputReader());
            String authorityFile = authority.certificateFile().toString();
            String here = "www.foobar.com:" + port + ":127.0.0.1";
            for (String host : List.of("www.foobar.com", "127.0.0.1")) {
                String url = "https://" + host + ":" + port + "/";
                curl.run(
                                "-sSf",
                                "--noproxy",
                                "*",
                                "--cacert",
                                authorityFile,
                                "--resolve",
                                here,
                                url)
                        .assertSuccess();
            }
            String url = "https://www.foobar.com:" + port + "/";
            Tool.Result untrusted = curl.run("-sSf", "--noproxy", "*", "--resolve", here, url);
            assertEquals(60, untrusted.status(), untrusted.output());
        } finally {
            server.destroy();
        }
    }

    private static int port(BufferedReader output) throws Exception {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ACCEPT 127.0.0.1:")) {
                return Integer.parseInt(line.substring("ACCEPT 127.0.0.1:".length()));
            }
        }
        throw new AssertionError("openssl s_server did not start");
    }

    private Tool.Result verify(Tool openssl, Path leaf, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("verify", "-x509_strict", "-purpose", "sslserver"));
        arguments.addAll(List.of("-CAfile", authority.certificateFile().toString()));
        arguments.addAll(Arrays.asList(options));
        arguments.add(leaf.toString());
        return openssl.run(arguments.toArray(String[]::new));
    }

    /** Signed with the authority's own key, past its own checks. */
    private X509Certificate stolen(String host) throws Exception {
        var mint = new BouncyMint(new SecureRandom());
        KeyPair keys = mint.keys();
        return mint.server(
                authority.certificate(),
                PemFiles.key(folder.resolve("tls/ca.key"), ""),
                keys.getPublic(),
                List.of(host),
                Mint.Validity.from(Instant.now(), Duration.ofDays(1)));
    }

    private Path write(X509Certificate certificate) throws Exception {
        Path file = folder.resolve("leaf.pem");
        return Files.writeString(file, Pem.encode(certificate));
    }
}

package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.netty.RawClient.Answer;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

class TlsTest {

    private static TestServer server(LiveCertificates certificates) {
        return TestServer.of(Optional.of(certificates), () -> TestServer.ECHO, config -> config);
    }

    private static LiveCertificates certificates(Engine engine) {
        return new LiveCertificates(
                TestCertificates.of(
                        engine,
                        TestCertificates.mint("a.example"),
                        TestCertificates.mint("*.b.example")));
    }

    private static SSLSocket connect(TestServer server, String name, String... protocols)
            throws IOException {
        SSLSocket socket =
                (SSLSocket) TestCertificates.trusting().getSocketFactory().createSocket();
        socket.connect(server.tls());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        if (protocols.length > 0) parameters.setProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String subject(SSLSocket socket) throws SSLException {
        X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return leaf.getSubjectX500Principal().getName();
    }

    @ParameterizedTest
    @EnumSource(names = {"BORINGSSL", "JDK"})
    void servesByServerName(Engine engine) throws Exception {
        try (TestServer server = server(certificates(engine))) {
            try (SSLSocket a = connect(server, "a.example");
                    SSLSocket b = connect(server, "x.b.example");
                    SSLSocket unknown = connect(server, "c.example")) {
                assertEquals("CN=a.example", subject(a));
                assertEquals("CN=*.b.example", subject(b));
                assertEquals("CN=a.example", subject(unknown));
                Answer answer = new RawClient(a).get("/x").answer();
                assertEquals("GET a /x |", answer.body());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BORINGSSL", "JDK"})
    void newCertificatesServeNewConnections(Engine engine) throws Exception {
        LiveCertificates live = certificates(engine);
        try (TestServer server = server(live);
                SSLSocket before = connect(server, "a.example")) {
            RawClient old = new RawClient(before);
            assertEquals(200, old.get("/").answer().status());
            live.publish(TestCertificates.of(engine, TestCertificates.mint("new.example")));
            try (SSLSocket after = connect(server, "a.example")) {
                assertEquals("CN=new.example", subject(after));
            }
            assertEquals(200, old.get("/").answer().status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BORINGSSL", "JDK"})
    void speaksOnlyNewVersions(Engine engine) throws Exception {
        try (TestServer server = server(certificates(engine))) {
            try (SSLSocket tls13 = connect(server, "a.example", "TLSv1.3");
                    SSLSocket tls12 = connect(server, "a.example", "TLSv1.2")) {
                assertEquals("TLSv1.3", tls13.getSession().getProtocol());
                assertEquals("TLSv1.2", tls12.getSession().getProtocol());
                assertTrue(tls12.getSession().getCipherSuite().startsWith("TLS_ECDHE_ECDSA_"));
            }
        }
    }

    /** The JDK's client would not even try. */
    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, tls1",
        "BORINGSSL, tls1_1",
        "JDK, tls1",
        "JDK, tls1_1",
    })
    void oldVersionsAreRefused(Engine engine, String version) {
        SClient.assume();
        try (TestServer server = server(certificates(engine))) {
            String output =
                    SClient.run(server.tls(), List.of("-" + version, "-cipher", "ALL:@SECLEVEL=0"));
            assertTrue(output.contains("alert protocol version"), output);
            assertTrue(output.contains("Cipher is (NONE)"), output);
        }
    }

    /** Without forward secrecy, without authenticated encryption, without a key at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AES128-SHA",
                "AES256-GCM-SHA384",
                "ECDHE-ECDSA-AES128-SHA",
                "ECDHE-ECDSA-AES256-SHA384",
                "ECDHE-ECDSA-NULL-SHA",
                "AECDH-AES128-SHA",
                "DHE-RSA-AES128-GCM-SHA256"
            })
    void weakCiphersAreRefused(String cipher) {
        SClient.assume();
        for (Engine engine : List.of(Engine.BORINGSSL, Engine.JDK)) {
            try (TestServer server = server(certificates(engine))) {
                List<String> options = List.of("-tls1_2", "-cipher", cipher + ":@SECLEVEL=0");
                String output = SClient.run(server.tls(), options);
                assertTrue(output.contains("alert handshake failure"), output);
            }
        }
    }

    @Test
    void theKeyExchangesAreModern() {
        SClient.assume();
        try (TestServer server = server(certificates(Engine.BORINGSSL))) {
            for (String group : List.of("X25519", "P-256", "P-384")) {
                String output = SClient.run(server.tls(), List.of("-groups", group));
                assertTrue(output.contains("GET a /x |"), output);
            }
        }
    }

    @Test
    void plainHttpOnTheTlsPortIsToldSo() {
        try (TestServer server = server(certificates(Engine.BEST));
                RawClient client = new RawClient(server.tls())) {
            Answer answer = client.get("/").answer();
            assertEquals(400, answer.status());
            assertEquals("This port speaks HTTPS: use an https:// address", answer.body());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void absoluteTargetsMustNameTheScheme() throws Exception {
        try (TestServer server = server(certificates(Engine.BEST));
                SSLSocket socket = connect(server, "a.example")) {
            RawClient client = new RawClient(socket);
            client.send("GET https://a/x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals("GET a /x |", client.answer().body());
            client.send("GET http://a/x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(421, client.answer().status());
        }
    }
}

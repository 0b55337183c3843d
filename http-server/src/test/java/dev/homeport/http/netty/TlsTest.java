package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.netty.RawClient.Answer;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
            assertThrows(IOException.class, () -> connect(server, "a.example", "TLSv1.1"));
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

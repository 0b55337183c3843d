package dev.homeport.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.netty.TestCertificates;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.Certificates.Entry;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;

import org.junit.jupiter.api.Test;

import java.util.List;

class CertificatesTest {
    private static final Entry A = TestCertificates.mint("a.example");
    private static final Entry WILD = TestCertificates.mint("*.b.example");

    @Test
    void picksByServerName() {
        LiveCertificates certificates =
                new LiveCertificates(TestCertificates.of(Engine.JDK, A, WILD));
        SslContext a = certificates.find("a.example");
        SslContext wild = certificates.find("x.b.example");
        assertNotSame(a, wild);
        assertSame(a, certificates.find("A.Example"));
        assertSame(wild, certificates.find("Y.B.example"));
        // One label, exactly, and never the first certificate by accident of suffixes.
        assertSame(a, certificates.find("b.example"));
        assertSame(a, certificates.find("x.y.b.example"));
        assertSame(a, certificates.find("unknown.example"));
        assertSame(a, certificates.find(null));
    }

    @Test
    void reportsEveryUnusableCertificate() {
        Entry broken = new Entry(List.of("c.example"), "nonsense", A.keyPem());
        Entry noKey = new Entry(List.of("d.example"), A.chainPem(), "nonsense");
        CertificateException e =
                assertThrows(
                        CertificateException.class,
                        () -> Certificates.of(Engine.JDK, List.of(A, broken, noKey)));
        assertEquals(2, e.problems().size());
        assertTrue(e.problems().getFirst().contains("c.example"));
        assertTrue(e.problems().getLast().contains("d.example"));
        assertThrows(CertificateException.class, () -> Certificates.of(List.of()));
    }

    @Test
    void neverShowsAKey() {
        assertFalse(A.toString().contains("PRIVATE"));
    }

    @Test
    void boringSslIsThereOnThisPlatform() {
        assertTrue(OpenSsl.isAvailable());
    }
}

package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.tls.Certificates;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.Certificates.Entry;
import dev.homeport.http.tls.LiveCertificates;
import dev.homeport.http.tls.TicketKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Sessions that are taken up again, as {@code openssl s_client} sees them. */
class SessionTicketTest {
    private static final Entry A = TestCertificates.mint("a.example");
    private static final Entry B = TestCertificates.mint("b.example");

    @TempDir private Path folder = Path.of("");
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));
    private final LiveCertificates live =
            new LiveCertificates(certificates(), new TicketKeys(now::get, new SecureRandom()));
    private final TestServer server =
            TestServer.of(Optional.of(live), () -> TestServer.ECHO, config -> config);

    private static Certificates certificates() {
        return TestCertificates.of(Engine.BORINGSSL, A, B);
    }

    @BeforeEach
    void openSslIsThere() {
        SClient.assume();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Says hello with what is in the file {@code in}, keeps the ticket; whether it resumed. */
    private boolean resumes(String version, String name, String in, String out) throws Exception {
        List<String> options = new ArrayList<>(List.of("-" + version, "-servername", name));
        options.addAll(List.of("-sess_out", folder.resolve(out).toString()));
        if (!in.isEmpty()) options.addAll(List.of("-sess_in", folder.resolve(in).toString()));
        String output = SClient.run(server.tls(), options);
        assertTrue(output.contains("GET a /x |"), output);
        boolean reused = output.contains("Reused, TLSv1.");
        assertEquals(!reused, output.contains("New, TLSv1."), output);
        return reused;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls1_2", "tls1_3"})
    void aTicketIsTakenUntilItsKeyHasGone(String version) throws Exception {
        assertFalse(resumes(version, "a.example", "", "first"));
        assertTrue(resumes(version, "a.example", "first", "second"));
        // The key before the current one still opens.
        now.updateAndGet(then -> then.plus(Duration.ofHours(7)));
        assertTrue(resumes(version, "a.example", "first", "renewed"));
        now.updateAndGet(then -> then.plus(Duration.ofHours(6)));
        assertFalse(resumes(version, "a.example", "first", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls1_2", "tls1_3"})
    void aTicketOutlivesAReload(String version) throws Exception {
        assertFalse(resumes(version, "a.example", "", "first"));
        live.publish(certificates());
        assertTrue(resumes(version, "a.example", "first", "second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls1_2", "tls1_3"})
    void aTicketIsForItsCertificateAlone(String version) throws Exception {
        assertFalse(resumes(version, "a.example", "", "first"));
        assertFalse(resumes(version, "b.example", "first", "other"));
    }

    @Test
    void keysOfALongSilenceAreNotKept() throws Exception {
        assertFalse(resumes("tls1_3", "a.example", "", "first"));
        now.updateAndGet(then -> then.plus(Duration.ofDays(3)));
        assertFalse(resumes("tls1_3", "a.example", "first", "second"));
        now.updateAndGet(then -> then.minus(Duration.ofDays(9)));
        assertFalse(resumes("tls1_3", "a.example", "second", "third"));
    }
}

package dev.homeport.testkit;

import dev.homeport.ca.Issued;
import dev.homeport.ca.PassingAuthority;
import dev.homeport.http.tls.CertificateException;
import dev.homeport.http.tls.Certificates;
import dev.homeport.http.tls.LiveCertificates;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The certificates of a test's domain: one that is good, and others on request. Thread-safe. */
final class TestCertificates {
    /** As long as those of public authorities. */
    static final Duration LIFETIME = Duration.ofDays(90);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String domain;
    private final TestClock clock;
    private final PassingAuthority authority;
    private final Certificates good;
    private final LiveCertificates live;

    TestCertificates(String domain, TestClock clock) {
        this.domain = domain;
        this.clock = clock;
        Instant now = clock.instant();
        authority = PassingAuthority.create(Set.of(domain), now, RANDOM);
        good = of(authority.issue(hosts(), now.minus(HOUR), now.plus(LIFETIME)));
        live = new LiveCertificates(good);
    }

    private List<String> hosts() {
        return List.of(domain, "*." + domain);
    }

    private static Certificates of(Issued issued) {
        try {
            return Certificates.of(
                    List.of(
                            new Certificates.Entry(
                                    List.of("localhost"),
                                    issued.certificatePem(),
                                    issued.keyPem())));
        } catch (CertificateException e) {
            throw new IllegalStateException("our own certificate cannot be used", e);
        }
    }

    LiveCertificates live() {
        return live;
    }

    X509Certificate authority() {
        return authority.certificate();
    }

    /** A certificate that is good from now on, in place of the one there is. */
    void renew() {
        Instant now = clock.instant();
        live.publish(of(authority.issue(hosts(), now.minus(HOUR), now.plus(LIFETIME))));
    }

    void serve(Optional<CertificateFault> fault) {
        live.publish(fault.map(this::faulty).orElse(good));
    }

    private Certificates faulty(CertificateFault fault) {
        Instant now = clock.instant();
        return of(
                switch (fault) {
                    case EXPIRED -> authority.issue(hosts(), now.minus(LIFETIME), now.minus(DAY));
                    case NOT_YET_VALID ->
                            authority.issue(hosts(), now.plus(DAY), now.plus(LIFETIME));
                    case WRONG_HOST ->
                            authority.issue(
                                    List.of("elsewhere." + domain),
                                    now.minus(HOUR),
                                    now.plus(LIFETIME));
                    case UNTRUSTED ->
                            PassingAuthority.create(Set.of(domain), now, RANDOM)
                                    .issue(hosts(), now.minus(HOUR), now.plus(LIFETIME));
                });
    }
}

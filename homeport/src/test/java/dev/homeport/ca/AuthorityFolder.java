package dev.homeport.ca;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** A folder with an authority, and a clock that a test sets. */
final class AuthorityFolder implements InstantSource {
    static final Instant START = Instant.parse("2026-11-23T15:00:00Z");

    final Path path;
    private Instant now = START;

    AuthorityFolder(Path path) {
        this.path = path;
    }

    LocalAuthority open(String... hosts) throws CertificateProblem {
        return LocalAuthority.openOrCreate(path, Set.of(hosts), this, new SecureRandom());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Path key() {
        return path.resolve("ca.key");
    }

    Path certificate() {
        return path.resolve("ca.pem");
    }

    @Override
    public Instant instant() {
        return now;
    }
}

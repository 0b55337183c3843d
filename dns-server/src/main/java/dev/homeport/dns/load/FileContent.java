package dev.homeport.dns.load;

import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** What came of reading one file. */
final class FileContent {
    private final Path file;
    private final ProblemList problems;
    private final @Nullable Zone zone;
    private final @Nullable ZoneDraft unfinished;

    /**
     * @param problems more may be added
     * @param zone what can be served of it without knowing of other files; null after errors
     * @param unfinished the draft, if it has names that take over addresses of others
     */
    FileContent(
            Path file, ProblemList problems, @Nullable Zone zone, @Nullable ZoneDraft unfinished) {
        this.file = file;
        this.problems = problems;
        this.zone = zone;
        this.unfinished = unfinished;
    }

    Path file() {
        return file;
    }

    ProblemList problems() {
        return problems;
    }

    Optional<Zone> zone() {
        return Optional.ofNullable(zone);
    }

    Optional<ZoneDraft> unfinished() {
        return Optional.ofNullable(unfinished);
    }
}

package dev.homeport.storage.file;

import dev.homeport.storage.StoreProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last steps of a restore, which are done to the end even when the power fails between them.
 *
 * <pre>
 * restored-T.db appears     from here on the restore happens: now, or at the next start
 * homeport.db* move to replaced-T/
 * restored-T.db becomes homeport.db
 * </pre>
 *
 * <p>Every step can be done again. Only for the holder of the directory's lock. Stateless.
 */
public final class PendingRestore {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern STAGED = Pattern.compile("restored-([0-9TZ]+)\\.db");

    private PendingRestore() {}

    /** Where the restored file stands until it takes the database's place. */
    public static Path staged(Path directory, Instant now) {
        return directory.resolve("restored-" + TIME.format(now) + ".db");
    }

    /**
     * Finishes a restore that was begun in {@code directory}; returns where the database before it
     * lies now, if there was one.
     */
    public static Optional<Path> finish(Path directory) throws StoreProblem {
        try {
            Optional<Path> staged = find(directory);
            return staged.isEmpty() ? Optional.empty() : finish(directory, staged.get());
        } catch (IOException e) {
            throw new StoreProblem.Unavailable(
                    "the restore in %s could not be finished (%s): remove the cause and start again"
                            .formatted(directory, e),
                    e);
        }
    }

    private static Optional<Path> find(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(f -> STAGED.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .findFirst();
        }
    }

    private static Optional<Path> finish(Path directory, Path staged) throws IOException {
        Path database = DataDirectory.database(directory);
        String time = STAGED.matcher(staged.getFileName().toString()).replaceFirst("$1");
        Path aside = directory.resolve("replaced-" + time);
        for (Path file :
                List.of(database, DataDirectory.log(database), DataDirectory.logIndex(database))) {
            if (!Files.exists(file)) continue;
            Files.createDirectories(aside);
            Files.move(file, aside.resolve(file.getFileName()));
        }
        Disk.syncNames(directory);
        Files.move(staged, database);
        Disk.syncNames(directory);
        if (!Files.exists(aside)) return Optional.empty();
        Disk.syncNames(aside);
        return Optional.of(aside);
    }
}

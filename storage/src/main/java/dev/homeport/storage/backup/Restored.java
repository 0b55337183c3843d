package dev.homeport.storage.backup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A restore that has taken place.
 *
 * @param database what is in the data directory now
 * @param replaced the folder in which the database before it was kept, if there was one
 */
public record Restored(Verification database, Optional<Path> replaced) {}

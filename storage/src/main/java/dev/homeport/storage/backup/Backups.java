package dev.homeport.storage.backup;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.DataDirectory;
import dev.homeport.storage.file.DataDirectory.Shutdown;
import dev.homeport.storage.file.Disk;
import dev.homeport.storage.file.PendingRestore;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.file.StoreFile;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes, checks and brings back copies of a store. Stateless; the calls block.
 *
 * <p>{@link #create} and {@link #verify} work on the data directory of a running server, from its
 * own process or another: they open the file for reading only and work on one snapshot. They hold
 * the server's log back while they last, so it grows meanwhile by what is written; they never make
 * a reader or a writer wait. A backup is one self-contained SQLite file, compacted, without a log.
 */
public final class Backups {
    private Backups() {}

    /**
     * Copies the store in {@code dataDirectory} as it is at this moment to the new file {@code
     * target}, checks the copy, and returns what is in it. The target appears complete or not at
     * all, and is on the disk on return; its mode lets only the owner read it where modes exist.
     *
     * @throws StoreProblem.Invalid when {@code target} exists
     * @throws StoreProblem.Damaged when the store is damaged
     * @throws StoreProblem.NoSpace when the copy does not fit
     */
    public static Verification create(Path dataDirectory, Path target) throws StoreProblem {
        Path source = DataDirectory.database(dataDirectory);
        if (!Files.isRegularFile(source)) {
            throw new StoreProblem.Unavailable(
                    source + " is not there: name the data directory of a store");
        }
        if (Files.exists(target)) throw exists(target);
        Path temporary = temporary(target);
        try {
            Verification copy = copy(source, temporary);
            Disk.publish(temporary, target);
            return copy.named(target);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (IOException e) {
            throw unwritten(target, e);
        } finally {
            discard(temporary);
        }
    }

    private static StoreProblem exists(Path target) {
        return new StoreProblem.Invalid(
                target + " exists already and is never overwritten: name a new file");
    }

    private static StoreProblem unwritten(Path target, IOException e) {
        return new StoreProblem.Unavailable(
                "%s could not be written (%s): check the folder's owner, mode and space"
                        .formatted(target, e),
                e);
    }

    private static Path temporary(Path target) throws StoreProblem {
        try {
            // Created with mode 0600, and empty, which is what the copy may be written into.
            return Files.createTempFile(Disk.folder(target), "." + target.getFileName(), ".part");
        } catch (IOException e) {
            throw unwritten(target, e);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Its name says that it is no backup.
        }
    }

    /** Copies one snapshot of {@code source}, its log included, and checks the copy. */
    private static Verification copy(Path source, Path temporary) throws StoreProblem, IOException {
        try (Connection connection = StoreFile.openReadOnly(source)) {
            int applicationId = (int) StoreFile.number(connection, "pragma application_id");
            int format = (int) StoreFile.number(connection, "pragma user_version");
            StoreFile.requireOurs(source, applicationId, format);
            try (var vacuum = connection.prepareStatement("vacuum into ?")) {
                vacuum.setString(1, temporary.toAbsolutePath().toString());
                vacuum.execute();
            }
        } catch (SQLException e) {
            StoreProblem problem = Problems.of(source, e);
            throw problem instanceof StoreProblem.NoSpace ? Problems.of(temporary, e) : problem;
        }
        Disk.sync(temporary);
        return requireSound(Check.of(temporary));
    }

    private static Verification requireSound(Verification verification) throws StoreProblem {
        if (verification.isSound()) return verification;
        String findings = String.join("; ", verification.findings());
        throw Problems.damaged(verification.file(), findings, new IOException(findings));
    }

    /**
     * Reads a backup, or the store in a data directory, from end to end and returns what is in it
     * and what is wrong with it. Changes nothing.
     *
     * @throws StoreProblem.Unavailable when there is no such file
     * @throws StoreProblem.Newer when a newer program wrote it
     */
    public static Verification verify(Path backupOrDataDirectory) throws StoreProblem {
        boolean isDirectory = Files.isDirectory(backupOrDataDirectory);
        return Check.of(
                isDirectory
                        ? DataDirectory.database(backupOrDataDirectory)
                        : backupOrDataDirectory);
    }

    /**
     * Puts the store of {@code backup} into {@code dataDirectory}. What is there is moved aside
     * into a folder named by the time, never deleted. A power cut leaves the old store, or the new
     * one from the next start on.
     *
     * @param clock tells the time of the name
     * @throws StoreProblem.InUse when a process has the directory open
     * @throws StoreProblem.Damaged when the backup is; the directory is not touched then
     */
    public static Restored restore(Path backup, Path dataDirectory, InstantSource clock)
            throws StoreProblem {
        Verification found = requireSound(verify(backup));
        DataDirectory directory = DataDirectory.lock(dataDirectory);
        Shutdown then = directory.lastShutdown();
        try {
            Restored restored = restore(found.file(), directory, clock);
            then = Shutdown.CLEAN;
            return restored;
        } finally {
            // Unless the file is a new one, the next start still has to look at the old one.
            if (then == Shutdown.CLEAN) directory.close();
            else directory.closeCut();
        }
    }

    private static Restored restore(Path backup, DataDirectory directory, InstantSource clock)
            throws StoreProblem {
        PendingRestore.finish(directory.path());
        Path staged = PendingRestore.staged(directory.path(), clock.instant());
        Path temporary = temporary(staged);
        try {
            Verification copy = copy(backup, temporary);
            Disk.publish(temporary, staged);
            Optional<Path> replaced = PendingRestore.finish(directory.path());
            return new Restored(copy.named(directory.database()), replaced);
        } catch (IOException e) {
            throw unwritten(staged, e);
        } finally {
            discard(temporary);
        }
    }
}

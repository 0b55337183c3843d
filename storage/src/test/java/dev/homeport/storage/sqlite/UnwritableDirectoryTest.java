package dev.homeport.storage.sqlite;

import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.Refusal.assertRefused;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.backup.Backups;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A directory that cannot be written is named, with what to look at. */
class UnwritableDirectoryTest {
    @TempDir Path folder;

    private static void assertNamed(Path data) {
        assertRefused(
                StoreProblem.Unavailable.class,
                () -> SqliteStore.open(StoreConfig.of(data), List.of(NOTES), List.of()),
                data.toString(),
                "check its owner and mode");
    }

    @Test
    void fileInTheWayIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertNamed(file);
        assertNamed(file.resolve("data"));
    }

    @Test
    void readOnlyDirectoryIsNamed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        if (System.getProperty("user.name").equals("root")) {
            // Modes do not bind root; a read-only mount does.
            Assumptions.assumeTrue(mount("-t", "tmpfs", "-o", "ro", "tmpfs", data.toString()));
            try {
                assertNamed(data);
            } finally {
                new ProcessBuilder("umount", data.toString()).start().waitFor();
            }
        } else {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-x------"));
            assertNamed(data);
        }
    }

    private static boolean mount(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("mount"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Test
    void backupIntoAMissingFolderIsNamed() throws Exception {
        Path data = folder.resolve("data");
        SqliteStore.open(StoreConfig.of(data), List.of(NOTES), List.of()).close();
        Path target = folder.resolve("missing/backup.db");
        assertRefused(
                StoreProblem.Unavailable.class,
                () -> Backups.create(data, target),
                target.toString());
        assertRefused(
                StoreProblem.Unavailable.class,
                () -> Backups.create(folder.resolve("nothing"), folder.resolve("b.db")),
                "nothing");
    }
}

package dev.homeport.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Steps that are on the disk when they return. Stateless. */
public final class Disk {
    private Disk() {}

    /** Returns when the content of {@code file} is on the disk. */
    public static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Returns when the names in {@code directory} are on the disk. */
    public static void syncNames(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows opens no directories, and keeps names with the files.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /**
     * Gives the finished file {@code temporary} its name, which nothing must have yet.
     *
     * @throws FileAlreadyExistsException when something has
     */
    public static void publish(Path temporary, Path target) throws IOException {
        try {
            // A link, unlike a rename, never replaces a file that came in between.
            Files.createLink(target, temporary);
            Files.delete(temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without links.
            Files.move(temporary, target);
        }
        syncNames(folder(target));
    }

    /** The folder {@code file} lies in. */
    public static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IllegalArgumentException("not a file: " + file);
        return folder;
    }
}

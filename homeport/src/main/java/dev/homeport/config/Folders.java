package dev.homeport.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether the folders and files that the settings name are there. */
final class Folders {
    private static final String ZONE_FILE = ".zone";

    private Folders() {}

    /** What keeps a path from being a readable folder, if anything does. */
    static Optional<BadValue> findFault(Path folder) {
        if (Files.notExists(folder)) {
            return fault(
                    "the folder " + folder + " does not exist", "create it, or correct the path");
        }
        if (!Files.isDirectory(folder)) {
            return fault(folder + " is not a folder", "name the folder, not a file in it");
        }
        if (!Files.isReadable(folder)) {
            return fault(
                    "the folder " + folder + " may not be read",
                    "give the user of this process the right to");
        }
        return Optional.empty();
    }

    /** What keeps a path from being a readable file, if anything does. */
    static Optional<BadValue> findFileFault(Path file) {
        if (Files.notExists(file)) {
            return fault("the file " + file + " does not exist", "create it, or correct the path");
        }
        if (Files.isDirectory(file)) return fault(file + " is a folder", "name a PEM file in it");
        if (!Files.isReadable(file)) {
            return fault(
                    "the file " + file + " may not be read",
                    "give the user of this process the right to");
        }
        return Optional.empty();
    }

    /** What keeps a folder from being made or used, if anything on its way is a file. */
    static Optional<BadValue> findObstacle(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) return Optional.empty();
            if (Files.exists(at)) {
                return fault(at + " is a file where a folder belongs", "choose another path");
            }
        }
        return Optional.empty();
    }

    /**
     * The zones of a folder by the names of their files: {@code foobar.com.zone} holds foobar.com.
     */
    static Set<String> zoneNames(Path zones) {
        var names = new TreeSet<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(zones, "*" + ZONE_FILE)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                names.add(name.substring(0, name.length() - ZONE_FILE.length()));
            }
        } catch (IOException e) {
            // A folder that cannot be read is reported where it is named.
            return Set.of();
        }
        return names;
    }

    private static Optional<BadValue> fault(String message, String remedy) {
        return Optional.of(new BadValue(message, remedy));
    }
}

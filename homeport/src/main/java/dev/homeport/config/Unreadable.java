package dev.homeport.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in plain words why a file could not be read, and what to do. */
final class Unreadable {
    private Unreadable() {}

    static BadValue of(Path file, IOException cause) {
        if (Files.isDirectory(file)) {
            return new BadValue("this is a folder", "name the file homeport.toml in it");
        }
        return switch (cause) {
            case NoSuchFileException _ ->
                    new BadValue("the file does not exist", "create it, or name another one");
            case AccessDeniedException _ ->
                    new BadValue(
                            "the file may not be read",
                            "give the user of this process the right to");
            default -> new BadValue("reading failed: " + cause.getMessage(), "check the disk");
        };
    }
}

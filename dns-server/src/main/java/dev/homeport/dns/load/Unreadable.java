package dev.homeport.dns.load;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files, and says in words why one cannot be read. */
final class Unreadable {
    /** What is larger is no zone file; a million names take 30 MB. */
    static final long FILE_BYTES_MAX = 1L << 30;

    private Unreadable() {}

    /** The bytes of a file, and only of a file: a pipe or a device might never end. */
    static byte[] read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        if (Files.size(file) > FILE_BYTES_MAX) throw new IOException("it is larger than 1 GiB");
        return Files.readAllBytes(file);
    }

    static String why(Exception e) {
        if (e instanceof NoSuchFileException) return "there is no such file";
        if (e instanceof AccessDeniedException) return "permission denied";
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}

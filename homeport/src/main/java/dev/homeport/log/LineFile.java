package dev.homeport.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file lines are appended to; used by one thread. */
final class LineFile {
    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path path;
    private @Nullable FileChannel channel;

    LineFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Opens whatever has the name now; who visits a site is not for every user of the machine. */
    void open() throws IOException {
        close();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-r-----"))
                        }
                        : new FileAttribute<?>[0];
        channel = FileChannel.open(path, APPEND, mode);
    }

    /** Appends whole lines of ASCII, or none of them as far as the disk lets us. */
    void append(CharSequence lines) throws IOException {
        if (channel == null) open();
        FileChannel to = channel;
        if (to == null) throw new IOException(path + " is not open");
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
        long size = to.size();
        try {
            while (bytes.hasRemaining()) to.write(bytes);
        } catch (IOException e) {
            undo(to, size, e);
            throw e;
        }
    }

    /** Half a line would swallow the next one; and the next one finds the file opened anew. */
    private void undo(FileChannel from, long size, IOException cause) {
        channel = null;
        try (from) {
            from.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) open.close();
    }
}

package dev.homeport.storage.file;

import dev.homeport.storage.StoreProblem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data directory that this process alone has open.
 *
 * <p>The right is a lock on the file {@code homeport.lock}, which the kernel takes back when the
 * process dies; the file also holds the owner's process id while the directory is open, so that a
 * second process can name the first, and the next one can tell whether the last shutdown was clean.
 * Thread-safe; who locked it closes it.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String DATABASE = "homeport.db";
    private static final String LOCK = "homeport.lock";

    /** Far behind the text, so that locking it hides the text from nobody on any platform. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * The directories this process has open. Closing any channel on a file gives up every POSIX
     * lock the process holds on it, so the lock file is never opened a second time here.
     */
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private final Shutdown lastShutdown;

    /** How the process before this one left. */
    public enum Shutdown {
        /** It closed the store, or there was none before it. */
        CLEAN,
        /** It was killed, or the power failed. */
        CUT
    }

    private DataDirectory(Path path, FileChannel channel, FileLock lock, Shutdown lastShutdown) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
        this.lastShutdown = lastShutdown;
    }

    /** The database file in {@code directory}. */
    public static Path database(Path directory) {
        return directory.resolve(DATABASE);
    }

    /** The write-ahead log beside {@code database}. */
    public static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    /** The index of the write-ahead log beside {@code database}. */
    public static Path logIndex(Path database) {
        return database.resolveSibling(database.getFileName() + "-shm");
    }

    /**
     * Creates {@code directory} where it is missing, for its owner only, and locks it.
     *
     * @throws StoreProblem.InUse when a process has it open
     * @throws StoreProblem.Unavailable when it cannot be created or written
     */
    public static DataDirectory lock(Path directory) throws StoreProblem {
        try {
            createForOwner(directory);
            return lockOnce(directory.toRealPath());
        } catch (IOException e) {
            throw new StoreProblem.Unavailable(
                    "data directory %s cannot be created or written (%s): check its owner and mode"
                            .formatted(directory, e),
                    e);
        }
    }

    private static void createForOwner(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) Files.createDirectories(parent);
        if (Files.getFileStore(parent == null ? directory : parent)
                .supportsFileAttributeView("posix")) {
            var ownerOnly = PosixFilePermissions.fromString("rwx------");
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
        } else {
            Files.createDirectory(directory);
        }
        if (parent != null) Disk.syncNames(parent);
    }

    private static DataDirectory lockOnce(Path real) throws IOException, StoreProblem {
        if (!OPEN_HERE.add(real)) {
            throw new StoreProblem.InUse(
                    "data directory " + real + " is open in this process already");
        }
        DataDirectory locked = null;
        try {
            locked = lockFile(real);
            return locked;
        } finally {
            if (locked == null) OPEN_HERE.remove(real);
        }
    }

    private static DataDirectory lockFile(Path real) throws IOException, StoreProblem {
        var channel =
                FileChannel.open(
                        real.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
            String owner = owner(channel);
            if (lock == null) throw inUse(real, owner);
            var last = owner.isEmpty() ? Shutdown.CLEAN : Shutdown.CUT;
            note(channel, Long.toString(ProcessHandle.current().pid()));
            return new DataDirectory(real, channel, lock, last);
        } catch (IOException | StoreProblem e) {
            channel.close();
            throw e;
        }
    }

    private static StoreProblem inUse(Path real, String owner) {
        String who = owner.isEmpty() ? "another process" : "process " + owner;
        return new StoreProblem.InUse(
                "data directory %s is in use by %s: stop it first or name another directory"
                        .formatted(real, who));
    }

    private static String owner(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        String text = StandardCharsets.US_ASCII.decode(buffer.flip()).toString().strip();
        return text.matches("[0-9]{1,19}") ? text : "";
    }

    private static void note(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** The database file in it. */
    public Path database() {
        return database(path);
    }

    /** How the process before this one left. */
    public Shutdown lastShutdown() {
        return lastShutdown;
    }

    /** Notes that everything was closed in order, and lets go of the directory. */
    @Override
    public void close() {
        try {
            note(channel, "");
        } catch (IOException e) {
            // The next start then takes the shutdown for a cut and checks the file, which is safe.
        }
        closeCut();
    }

    /** Lets go of the directory without the note, so that the next process checks the file. */
    public void closeCut() {
        try (channel) {
            if (lock.isValid()) lock.release();
        } catch (IOException e) {
            // The kernel takes the lock back when the process ends.
        } finally {
            OPEN_HERE.remove(path);
        }
    }
}

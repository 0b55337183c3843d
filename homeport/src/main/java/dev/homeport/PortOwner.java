package dev.homeport;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which program holds a port, as far as Linux tells this user; elsewhere, and for the programs of
 * others, it stays unknown. Stateless.
 */
final class PortOwner {
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");

    /** Columns of /proc/net/tcp and its like: proc(5). */
    private static final int LOCAL_ADDRESS = 1;

    private static final int INODE = 9;

    private final Path proc;

    private PortOwner(Path proc) {
        this.proc = proc;
    }

    /** The program that holds {@code port}, for instance {@code nginx (process 42)}. */
    static Optional<String> find(int port) {
        return find(Path.of("/proc"), port);
    }

    /** The same, with the folder that stands for {@code /proc}. */
    static Optional<String> find(Path proc, int port) {
        PortOwner owner = new PortOwner(proc);
        try {
            return owner.process(owner.sockets(port));
        } catch (IOException | DirectoryIteratorException e) {
            // The system does not tell; the message goes without.
            return Optional.empty();
        }
    }

    /** The sockets on {@code port}, as they are called in a process's list of files. */
    private Set<String> sockets(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : TABLES) {
            Path file = proc.resolve("net").resolve(table);
            if (!Files.isReadable(file)) continue;
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.strip().split("\\s+", -1);
                boolean matches = columns.length > INODE && columns[LOCAL_ADDRESS].endsWith(suffix);
                if (matches) sockets.add("socket:[" + columns[INODE] + "]");
            }
        }
        return sockets;
    }

    private Optional<String> process(Set<String> sockets) throws IOException {
        if (sockets.isEmpty()) return Optional.empty();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) return Optional.of(name(process));
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) return true;
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended meanwhile, or belongs to another user.
            return false;
        }
    }

    private static String name(Path process) throws IOException {
        String command = Files.readString(process.resolve("comm")).strip();
        return command + " (process " + process.getFileName() + ")";
    }
}

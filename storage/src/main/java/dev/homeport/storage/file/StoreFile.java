package dev.homeport.storage.file;

import dev.homeport.storage.StoreProblem;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens SQLite files that are ours and of a format we know. Stateless.
 *
 * <p>Our files carry an application id and a format number in SQLite's header.
 */
public final class StoreFile {
    /** The format this program writes. */
    public static final int FORMAT = 1;

    /** "HPRT": marks a file as ours (https://sqlite.org/fileformat2.html 1.3). */
    public static final int APPLICATION_ID = 0x48505254;

    /** Below it a rare race resets the log wrongly and loses commits. */
    private static final List<Integer> ENGINE_MIN = List.of(3, 51, 3);

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;

    private StoreFile() {}

    /**
     * Opens {@code file} for reading and writing, creating it where it is missing.
     *
     * @param cacheBytes how much of the file the connection keeps in memory at most
     */
    public static Connection open(Path file, int cacheBytes) throws SQLException {
        return connect(file, SQLiteOpenMode.READWRITE, cacheBytes, SQLiteOpenMode.CREATE);
    }

    /** Opens {@code file} for reading only; it must exist. */
    public static Connection openReadOnly(Path file) throws SQLException {
        return connect(file, SQLiteOpenMode.READONLY, 4 << 20, SQLiteOpenMode.READONLY);
    }

    private static Connection connect(
            Path file, SQLiteOpenMode mode, int cacheBytes, SQLiteOpenMode also)
            throws SQLException {
        var config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        config.setOpenMode(mode);
        config.setOpenMode(also);
        config.setBusyTimeout(5000);
        // Negative: in KiB rather than in pages.
        config.setCacheSize(-Math.max(64, cacheBytes >> 10));
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /**
     * Returns when the library is one that keeps what it acknowledged.
     *
     * @throws StoreProblem.Unavailable naming the version found and the one needed
     */
    public static String requireEngine(Connection connection) throws StoreProblem, SQLException {
        String version = text(connection, "select sqlite_version()");
        if (compare(version) < 0) {
            throw new StoreProblem.Unavailable(
                    "SQLite %s can lose commits (a race when the log is reset): use 3.51.3 or later"
                            .formatted(version));
        }
        return version;
    }

    static int compare(String version) {
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < ENGINE_MIN.size(); i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part != ENGINE_MIN.get(i)) return Integer.compare(part, ENGINE_MIN.get(i));
        }
        return 0;
    }

    /**
     * Looks at the bytes of {@code file}, before SQLite may touch it, and refuses what is cut off,
     * not ours or newer. Only for files that no connection of this process has open.
     */
    public static void requireReadable(Path file) throws StoreProblem {
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size == 0) requireNoLog(file);
            else requireHeader(file, size);
        } catch (IOException e) {
            throw new StoreProblem.Unavailable(
                    file + " cannot be read (" + e + "): check its owner and mode", e);
        }
    }

    /** An empty file is a new one, unless a log shows that there was something in it. */
    private static void requireNoLog(Path file) throws IOException, StoreProblem {
        Path log = DataDirectory.log(file);
        if (Files.exists(log) && Files.size(log) > 0) {
            throw damaged(file, "it is empty or gone but its log " + log.getFileName() + " is not");
        }
    }

    private static void requireHeader(Path file, long size) throws IOException, StoreProblem {
        var header = ByteBuffer.allocate(HEADER_BYTES);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int at = 0; at < HEADER_BYTES; ) {
                int count = channel.read(header, at);
                if (count < 0) throw damaged(file, "it is shorter than a header");
                at += count;
            }
        }
        if (header.slice(0, MAGIC.length).mismatch(ByteBuffer.wrap(MAGIC)) >= 0) {
            throw damaged(file, "it does not begin as an SQLite file");
        }
        requireWhole(file, size, header);
        // Offsets 60 and 68: user version and application id.
        requireOurs(file, header.getInt(68), header.getInt(60));
    }

    /** With an empty log the header's page count is the file's (file format 1.3.8). */
    private static void requireWhole(Path file, long size, ByteBuffer header)
            throws IOException, StoreProblem {
        Path log = DataDirectory.log(file);
        if (Files.exists(log) && Files.size(log) > 0) return;
        int pageField = header.getShort(16) & 0xffff;
        long pageBytes = pageField == 1 ? 65536 : pageField;
        long pages = header.getInt(28) & 0xffffffffL;
        if (size < pages * pageBytes) {
            throw damaged(
                    file,
                    "it has %d bytes where its header says %d".formatted(size, pages * pageBytes));
        }
    }

    /**
     * Returns when the file has no mark yet or ours, with a format that this program knows.
     *
     * @throws StoreProblem.Newer naming file, its format and ours
     */
    public static void requireOurs(Path file, int applicationId, int format) throws StoreProblem {
        if (applicationId != 0 && applicationId != APPLICATION_ID) {
            throw notOurs(file);
        }
        if (format > FORMAT) {
            throw new StoreProblem.Newer(
                    "%s has format %d, this program knows formats up to %d: use the newer program"
                            .formatted(file, format, FORMAT));
        }
    }

    /** What to say of a file that another program wrote. */
    public static StoreProblem notOurs(Path file) {
        return new StoreProblem.Invalid(
                file + " is the SQLite file of another program: name another data directory");
    }

    private static StoreProblem damaged(Path file, String finding) {
        return Problems.damaged(file, finding, new IOException(finding));
    }

    /**
     * What SQLite's own check finds wrong, at most ten findings; empty when all is well.
     *
     * @param check {@code quick_check} or {@code integrity_check}
     */
    public static List<String> findings(Connection connection, String check) throws SQLException {
        var findings = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("pragma " + check + "(10)")) {
            while (rows.next()) findings.add(rows.getString(1));
        }
        findings.remove("ok");
        return List.copyOf(findings);
    }

    /** The first column of the first row as a number. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The first column of the first row as text. */
    public static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}

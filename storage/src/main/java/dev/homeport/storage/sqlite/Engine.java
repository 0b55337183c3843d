package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.DataDirectory;
import dev.homeport.storage.file.DataDirectory.Shutdown;
import dev.homeport.storage.file.PendingRestore;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.file.StoreFile;
import dev.homeport.storage.rules.Editions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The running parts of a store: its writer and its readers over one file.
 *
 * @param version the version of SQLite
 */
record Engine(
        String version, Statements statements, Writer writer, Readers readers, Editions editions) {

    /** Opens the file in {@code directory}, checks it, and starts the writer. */
    static Engine start(DataDirectory directory, StoreConfig config) throws StoreProblem {
        Path file = directory.database();
        PendingRestore.finish(directory.path());
        StoreFile.requireReadable(file);
        inspect(file, directory.lastShutdown());
        try {
            Connection connection = StoreFile.open(file, config.connectionCacheBytes());
            try {
                return start(directory, config, connection);
            } catch (SQLException | StoreProblem | RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Problems.of(file, e);
        }
    }

    private static Engine start(DataDirectory directory, StoreConfig config, Connection connection)
            throws SQLException, StoreProblem {
        Path file = directory.database();
        StoreLimits limits = config.limits();
        String version = StoreFile.requireEngine(connection);
        Schema.prepare(connection, limits.logBytesMax());
        var statements = new Statements(connection);
        Schema.begin(statements);
        // Without transactions of the driver's own, which would cost a statement each.
        connection.setAutoCommit(false);
        statements.of("commit").execute();
        var editions = new Editions();
        var session = new Session(file, statements, limits.keptChangesMax(), editions);
        session.resume();
        var readers = new Readers(file, config);
        long pageBytes = StoreFile.number(connection, "pragma page_size");
        var checkpoints =
                new Checkpoints(
                        statements, readers, config.observer(), limits.logBytesMax(), pageBytes);
        Writer writer = Writer.start(session, limits, config.observer(), checkpoints);
        return new Engine(version, statements, writer, readers, editions);
    }

    /**
     * Refuses a file that is not ours or not whole, over a connection that can only read: one that
     * can write changes the file when it is closed.
     */
    private static void inspect(Path file, Shutdown lastShutdown) throws StoreProblem {
        if (!Files.exists(file)) return;
        try (Connection connection = StoreFile.openReadOnly(file)) {
            Schema.requireOurs(file, connection);
            if (lastShutdown == Shutdown.CUT) requireWhole(file, connection);
        } catch (SQLException e) {
            throw Problems.of(file, e);
        }
    }

    private static void requireWhole(Path file, Connection connection)
            throws SQLException, StoreProblem {
        List<String> findings = StoreFile.findings(connection, "quick_check");
        if (findings.isEmpty()) return;
        String finding = String.join("; ", findings);
        throw Problems.damaged(file, finding, new IOException(finding));
    }

    /** Ends writer and readers and empties the log; tells whether all of it went well. */
    boolean close() {
        writer.close();
        readers.close();
        try (statements) {
            statements.run("pragma wal_checkpoint(truncate)");
            return true;
        } catch (SQLException e) {
            // All is durable in the log; the next start reads it from there, after a check.
            return false;
        }
    }
}

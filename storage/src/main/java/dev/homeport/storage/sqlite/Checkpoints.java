package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreObserver;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Moves what the write-ahead log holds into the main file, between two groups, on the writer's
 * thread.
 *
 * <p>A passive checkpoint waits for nobody and makes nobody wait but the next group. When it has
 * moved everything and no reader is left in the log, the next write starts the log anew; so only a
 * slow reader lets it grow. At the bound of the log such readers are cut. A backup by another
 * process cannot be cut; while it copies, the log grows by what is written meanwhile.
 */
final class Checkpoints {
    /** About 4 MiB: seldom enough to sync the main file rarely, small enough to be brief. */
    private static final long PAGES = 1000;

    private static final String LOOK = "pragma wal_checkpoint(noop)";
    private static final String MOVE = "pragma wal_checkpoint(passive)";

    private final Statements statements;
    private final Readers readers;
    private final StoreObserver observer;
    private final long logPagesMax;

    Checkpoints(
            Statements statements,
            Readers readers,
            StoreObserver observer,
            long logBytesMax,
            long pageBytes) {
        this.statements = statements;
        this.readers = readers;
        this.observer = observer;
        this.logPagesMax = logBytesMax / pageBytes;
    }

    /** The log: its pages, and how many of them are in the main file already. */
    private record Log(long pages, long moved) {}

    void afterGroup() {
        try {
            Log log = ask(LOOK);
            boolean tooLong = log.pages() > logPagesMax;
            if (log.pages() - log.moved() < PAGES && !tooLong) return;
            if (tooLong) readers.cutSlow();
            long began = System.nanoTime();
            Log after = ask(MOVE);
            observer.checkpointed(after.pages(), after.moved(), System.nanoTime() - began);
        } catch (SQLException e) {
            statements.forget();
            // Everything is durable in the log; a disk that is full now is tried again after the
            // next group, and damage shows itself to whoever reads.
        }
    }

    private Log ask(String sql) throws SQLException {
        try (ResultSet row = statements.of(sql).executeQuery()) {
            row.next();
            return new Log(row.getLong(2), row.getLong(3));
        }
    }
}

package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.file.StoreFile;
import dev.homeport.storage.rules.Lease;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The readers, opened as they are needed up to their bound; who comes when all are taken waits his
 * turn. The one used last is taken first, since its pages are warm. Thread-safe.
 */
final class Readers {
    /** A younger read is about to end by itself. */
    private static final long CUT_AFTER_NANOS = 1_000_000_000;

    private final Path file;
    private final StoreConfig config;
    private final Carriers carriers = Carriers.ofThisMachine();
    private final Semaphore turns;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final CopyOnWriteArrayList<Reader> opened = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Readers(Path file, StoreConfig config) {
        this.file = file;
        this.config = config;
        this.turns = new Semaphore(config.readersMax());
    }

    /** A reader for the current thread, which gives it back. */
    Reader take() throws StoreProblem {
        if (closed) throw Writer.closed();
        waitTurn();
        try {
            if (closed) throw Writer.closed();
            Reader warm = idle.pollFirst();
            return warm == null ? open() : warm;
        } catch (StoreProblem | RuntimeException e) {
            turns.release();
            throw e;
        }
    }

    private void waitTurn() throws StoreProblem {
        Duration max = config.limits().waitTimeMax();
        try {
            if (turns.tryAcquire(max.toNanos(), TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreProblem.Unavailable("interrupted before the read began", e);
        }
        throw new StoreProblem.Unavailable(
                "the store is busy: %d reads go on and none finished in %s; try again later"
                        .formatted(config.readersMax(), max));
    }

    private Reader open() throws StoreProblem {
        carriers.enter();
        try {
            var connection = StoreFile.open(file, config.connectionCacheBytes());
            var statements = new Statements(connection);
            // Without a transaction of the driver's own, which would cost a statement each.
            connection.setAutoCommit(false);
            statements.of("commit").execute();
            statements.run("pragma query_only = 1");
            var none = new Lease(config.limits().transactionTimeMax());
            var reader = new Reader(file, statements, carriers, none);
            opened.add(reader);
            return reader;
        } catch (SQLException e) {
            throw Problems.of(file, e);
        } finally {
            carriers.exit();
        }
    }

    void give(Reader reader) {
        idle.addFirst(reader);
        turns.release();
    }

    /** Ends the snapshots that have lasted for long. */
    void cutSlow() {
        for (Reader reader : opened) {
            if (reader.cutWhenOlder(CUT_AFTER_NANOS)) config.observer().readCut();
        }
    }

    /** Waits for the reads under way, as long as a transaction may take, and closes the readers. */
    void close() {
        closed = true;
        try {
            long nanos = config.limits().transactionTimeMax().toNanos();
            boolean all = turns.tryAcquire(config.readersMax(), nanos, TimeUnit.NANOSECONDS);
            if (!all) cutSlow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        opened.forEach(Reader::close);
    }
}

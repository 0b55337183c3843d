package dev.homeport.storage.sqlite;

import dev.homeport.storage.Document;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.rules.Lease;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection that reads one snapshot at a time for one thread at a time.
 *
 * <p>Its lock guards the connection against {@link #cutWhenOlder}, which ends the snapshot from the
 * writer's thread when it holds the log back.
 */
final class Reader implements Gate {
    private final Path file;
    private final Statements statements;
    private final Rows rows;
    private final Carriers carriers;
    private final ReentrantLock lock = new ReentrantLock();
    private Lease lease;
    private long beganNanos;
    private State state = State.IDLE;

    /**
     * <pre>
     * IDLE -> FRESH -> HELD -> BEGUN -> IDLE
     *           \--------------/
     * </pre>
     */
    private enum State {
        /** Nobody reads. */
        IDLE,
        /** Somebody is about to. */
        FRESH,
        /** The open statement of the first look holds the snapshot. */
        HELD,
        /** A transaction holds it. */
        BEGUN,
        /** It was taken away. */
        CUT
    }

    Reader(Path file, Statements statements, Carriers carriers, Lease none) {
        this.file = file;
        this.statements = statements;
        this.rows = new Rows(statements);
        this.carriers = carriers;
        this.lease = none;
    }

    Rows rows() {
        return rows;
    }

    /** Begins a snapshot, which the first look fixes. */
    void begin(Lease next) {
        lock.lock();
        try {
            lease = next;
            beganNanos = System.nanoTime();
            state = State.FRESH;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the snapshot. */
    void end() {
        lease.end();
        lock.lock();
        try {
            letGo();
        } catch (SQLException e) {
            abandon();
        } finally {
            state = State.IDLE;
            lock.unlock();
        }
    }

    /** Ends whatever is left after a failure, which the engine may have ended by itself. */
    private void abandon() {
        statements.forget();
        try {
            statements.run("rollback");
        } catch (SQLException e) {
            // There was nothing left.
        }
    }

    private void letGo() throws SQLException {
        switch (state) {
            case HELD -> rows.release();
            case BEGUN -> statements.of("commit").execute();
            case IDLE, FRESH, CUT -> {}
        }
    }

    @Override
    public void enter() throws StoreProblem {
        carriers.enter();
        lock.lock();
        try {
            lease.check();
            if (state == State.CUT) throw cut();
        } catch (StoreProblem | RuntimeException e) {
            exit();
            throw e;
        }
    }

    /**
     * A statement that is still open holds its snapshot as a transaction does, and most reads are
     * of one document: so the first one needs no statements around it to begin and commit.
     */
    @Override
    public Optional<Document> get(Rows rows, Table table, String id) throws SQLException {
        if (state == State.FRESH) {
            state = State.HELD;
            return rows.hold(table, id);
        }
        widen();
        return rows.get(table, id);
    }

    @Override
    public void widen() throws SQLException {
        if (state == State.BEGUN) return;
        // Begun while the first statement is still open, the transaction takes over its snapshot.
        statements.of("begin").execute();
        state = State.BEGUN;
        rows.release();
    }

    @Override
    public void exit() {
        lock.unlock();
        carriers.exit();
    }

    @Override
    public StoreProblem failed(SQLException error) {
        statements.forget();
        return Problems.of(file, error);
    }

    private static StoreProblem cut() {
        return new StoreProblem.Unavailable(
                "the read was cut because it held the log back for too long: read less at a time,"
                        + " and do slow work outside of it");
    }

    /** Ends the snapshot of a read that has lasted longer than {@code nanos}; tells whether. */
    boolean cutWhenOlder(long nanos) {
        // A reader inside the engine is busy, not idle; the next group asks again.
        if (!lock.tryLock()) return false;
        try {
            boolean holds = state == State.HELD || state == State.BEGUN;
            if (!holds || System.nanoTime() - beganNanos < nanos) return false;
            letGo();
            state = State.CUT;
            return true;
        } catch (SQLException e) {
            abandon();
            state = State.CUT;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            statements.close();
        } catch (SQLException e) {
            // A reader has nothing to lose.
        } finally {
            lock.unlock();
        }
    }
}

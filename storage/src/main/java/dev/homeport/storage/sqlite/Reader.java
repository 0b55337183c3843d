package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.rules.Lease;

import java.nio.file.Path;
import java.sql.SQLException;
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

    private enum State {
        IDLE,
        READING,
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
    void begin(Lease next) throws StoreProblem {
        lock.lock();
        try {
            statements.of("begin").execute();
            lease = next;
            beganNanos = System.nanoTime();
            state = State.READING;
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the snapshot. */
    void end() {
        lease.end();
        lock.lock();
        try {
            if (state == State.READING) statements.of("commit").execute();
        } catch (SQLException e) {
            // The engine has ended the snapshot by itself, as it does on a failing disk.
            statements.forget();
        } finally {
            state = State.IDLE;
            lock.unlock();
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
            if (state != State.READING || System.nanoTime() - beganNanos < nanos) return false;
            state = State.CUT;
            statements.of("commit").execute();
            return true;
        } catch (SQLException e) {
            statements.forget();
            return false;
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

package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;
import dev.homeport.storage.rules.Bodies;
import dev.homeport.storage.rules.Declared;
import dev.homeport.storage.rules.Lease;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One transaction of the writer, inside a savepoint of its group. */
final class SqliteTx implements Tx {
    private final Session session;
    private final Tables tables;
    private final Bodies bodies;
    private final StoreLimits limits;
    private final Lease lease;
    private final SqliteView view;
    private int writes;

    SqliteTx(Session session, Tables tables, Bodies bodies, StoreLimits limits) {
        this.session = session;
        this.tables = tables;
        this.bodies = bodies;
        this.limits = limits;
        this.lease = new Lease(limits.transactionTimeMax());
        this.view = new SqliteView(new WriterGate(), session.rows(), tables, bodies);
    }

    private final class WriterGate implements Gate {
        @Override
        public void enter() throws StoreProblem {
            lease.check();
            // Work that caught a failure of the disk must not go on as if nothing had happened.
            StoreProblem broken = session.broken();
            if (broken != null) throw broken;
        }

        @Override
        public void exit() {}

        @Override
        public StoreProblem failed(SQLException error) {
            return session.failed(error);
        }
    }

    /** Ends the transaction's use; refuses one that took too long. */
    void finish() throws StoreProblem {
        lease.check();
        lease.end();
    }

    /** Ends the transaction's use whatever happened. */
    void end() {
        lease.end();
    }

    @Override
    public Optional<Document> get(Collection collection, String id) throws StoreProblem {
        return view.get(collection, id);
    }

    @Override
    public List<Document> scan(Collection collection, Scan scan) throws StoreProblem {
        return view.scan(collection, scan);
    }

    @Override
    public long count(Collection collection) throws StoreProblem {
        return view.count(collection) + session.growth(tables.require(collection));
    }

    @Override
    public Document insert(Collection collection, String id, String json) throws StoreProblem {
        Table table = begin(collection, id);
        Object[] values = bodies.values(table.declared(), id, json);
        try {
            PreparedStatement insert = session.statements().of(table.insert());
            insert.setString(1, id);
            insert.setString(2, json);
            bind(insert, 3, values);
            if (insert.executeUpdate() == 0) throw Declared.taken(table.declared(), id);
            session.changed(table, id, 1, 1);
            return new Document(id, 1, json);
        } catch (SQLException e) {
            throw session.failed(e);
        }
    }

    @Override
    public Document update(Collection collection, String id, long expectedVersion, String json)
            throws StoreProblem {
        Table table = begin(collection, id);
        Object[] values = bodies.values(table.declared(), id, json);
        try {
            PreparedStatement update = session.statements().of(table.update());
            update.setString(1, json);
            int next = bind(update, 2, values);
            update.setString(next, id);
            update.setLong(next + 1, expectedVersion);
            if (update.executeUpdate() == 0) throw outrun(table, id, expectedVersion);
            session.changed(table, id, expectedVersion + 1, 0);
            return new Document(id, expectedVersion + 1, json);
        } catch (SQLException e) {
            throw session.failed(e);
        }
    }

    @Override
    public void delete(Collection collection, String id, long expectedVersion) throws StoreProblem {
        Table table = begin(collection, id);
        try {
            PreparedStatement delete = session.statements().of(table.delete());
            delete.setString(1, id);
            delete.setLong(2, expectedVersion);
            if (delete.executeUpdate() == 0) throw outrun(table, id, expectedVersion);
            session.changed(table, id, 0, -1);
        } catch (SQLException e) {
            throw session.failed(e);
        }
    }

    private Table begin(Collection collection, String id) throws StoreProblem {
        lease.check();
        StoreProblem broken = session.broken();
        if (broken != null) throw broken;
        Table table = tables.require(collection);
        bodies.requireId(collection, id);
        if (++writes > limits.transactionWritesMax()) throw Declared.tooManyWrites(limits);
        return table;
    }

    private static int bind(PreparedStatement statement, int first, Object[] values)
            throws SQLException {
        int at = first;
        for (Object value : values) Rows.bind(statement, at++, value);
        return at;
    }

    private StoreProblem outrun(Table table, String id, long expected) throws SQLException {
        return Declared.outrun(table.declared(), id, expected, session.rows().get(table, id));
    }
}

package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Migration;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.rules.Declared;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings an opened file up to the program's declarations: first the tables and columns, then the
 * migrations, which may give documents the members that new indexes need, then the indexes.
 */
final class Opening {
    private final SqliteStore store;
    private final Path file;

    Opening(SqliteStore store, Path file) {
        this.store = store;
        this.file = file;
    }

    static void requireSound(List<Collection> collections, List<Migration> migrations) {
        Declared.requireDistinct(collections);
        Declared.requireAscending(migrations);
    }

    void run(List<Collection> collections, List<Migration> migrations) throws StoreProblem {
        var upgrades = new Upgrades(file, migrations);
        List<Migration> pending = store.internal(session -> upgrades.pending(session.statements()));
        for (Collection collection : collections) store.prepare(collection);
        for (Migration migration : pending) apply(migration);
        for (Collection collection : collections) store.fill(collection);
    }

    private void apply(Migration migration) throws StoreProblem {
        store.internal(
                session -> {
                    switch (migration.step()) {
                        case Migration.Statement statement -> run(session, migration, statement);
                        case Migration.Function function -> store.inTx(session, function.work());
                    }
                    Upgrades.note(session, migration);
                    return true;
                });
    }

    private void run(Session session, Migration migration, Migration.Statement statement)
            throws SQLException, StoreProblem {
        try {
            session.statements().run(statement.sql());
        } catch (SQLException e) {
            StoreProblem problem = session.failed(e);
            if (!(problem instanceof StoreProblem.Unavailable)) throw problem;
            throw new StoreProblem.Invalid(
                    "%s: migration %d \"%s\" cannot be applied (%s): correct its statement"
                            .formatted(file, migration.number(), migration.name(), e.getMessage()));
        }
        store.recount(session);
    }
}

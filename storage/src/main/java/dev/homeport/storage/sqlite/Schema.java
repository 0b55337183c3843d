package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.StoreFile;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Our tables in the file: the collections with their counts, the change feed, the migrations that
 * were applied; and one table for each collection. Stateless.
 */
final class Schema {
    private static final List<String> TABLES =
            List.of(
                    """
                    create table homeport_collection (
                        name text primary key not null,
                        documents integer not null) without rowid""",
                    """
                    create table homeport_change (
                        sequence integer primary key not null,
                        collection text not null,
                        id text not null,
                        version integer not null)""",
                    """
                    create table homeport_migration (
                        number integer primary key not null,
                        name text not null,
                        fingerprint text not null)""",
                    "pragma application_id = " + StoreFile.APPLICATION_ID,
                    "pragma user_version = " + StoreFile.FORMAT);

    private Schema() {}

    /** Settles how the writer's connection keeps its promises. */
    static void prepare(Connection connection, long logBytesMax) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("pragma fullfsync = 1");
            statement.execute("pragma checkpoint_fullfsync = 1");
            statement.execute("pragma wal_autocheckpoint = 0");
            statement.execute("pragma journal_size_limit = " + logBytesMax);
        }
    }

    /** Returns when the file is ours and of a format we know, or has nothing in it yet. */
    static void requireOurs(Path file, Connection connection) throws SQLException, StoreProblem {
        int applicationId = (int) StoreFile.number(connection, "pragma application_id");
        int format = (int) StoreFile.number(connection, "pragma user_version");
        StoreFile.requireOurs(file, applicationId, format);
        if (applicationId == StoreFile.APPLICATION_ID) return;
        if (StoreFile.number(connection, "select count(*) from sqlite_schema") > 0) {
            throw StoreFile.notOurs(file);
        }
    }

    /** Creates our tables in a new file. */
    static void begin(Statements statements) throws SQLException {
        long applicationId = StoreFile.number(statements.connection(), "pragma application_id");
        if (applicationId == StoreFile.APPLICATION_ID) return;
        statements.run("begin immediate");
        for (String table : TABLES) statements.run(table);
        statements.run("commit");
    }

    /** Makes the table and the columns of {@code collection} where they are missing. */
    static Table declare(Statements statements, Collection collection) throws SQLException {
        String name = Table.name(collection);
        statements.run(
                """
                create table if not exists %s (
                    id text primary key not null,
                    version integer not null,
                    body text not null)"""
                        .formatted(name));
        PreparedStatement insert =
                statements.of(
                        "insert into homeport_collection (name, documents) values (?, 0)"
                                + " on conflict do nothing");
        insert.setString(1, collection.name());
        insert.executeUpdate();
        List<String> present = indexColumns(statements, name);
        for (Collection.Index index : collection.indexes()) {
            String column = Table.column(index);
            if (present.contains(column)) continue;
            String type = index.type() == Collection.Type.TEXT ? "text" : "integer";
            statements.run("alter table %s add column %s %s".formatted(name, column, type));
        }
        var idle = new ArrayList<>(present);
        idle.removeAll(collection.indexes().stream().map(Table::column).toList());
        return new Table(collection, idle, unfilled(statements, collection));
    }

    private static List<String> indexColumns(Statements statements, String table)
            throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = statements.connection().createStatement();
                ResultSet rows = statement.executeQuery("pragma table_info(" + table + ")")) {
            while (rows.next()) columns.add(rows.getString("name"));
        }
        columns.removeAll(List.of("id", "version", "body"));
        return columns;
    }

    /** The columns that some document lacks, or that have no index yet. */
    private static List<String> unfilled(Statements statements, Collection collection)
            throws SQLException {
        var unfilled = new ArrayList<String>();
        for (Collection.Index index : collection.indexes()) {
            String column = Table.column(index);
            if (!isFilled(statements, Table.name(collection), column)) unfilled.add(column);
        }
        return unfilled;
    }

    private static boolean isFilled(Statements statements, String table, String column)
            throws SQLException {
        Connection connection = statements.connection();
        long indexes =
                StoreFile.number(
                        connection,
                        "select count(*) from sqlite_schema where type = 'index' and name = '%s'"
                                .formatted(indexName(table, column)));
        if (indexes == 0) return false;
        long lacking =
                StoreFile.number(
                        connection,
                        "select exists (select 1 from %s where %s is null)"
                                .formatted(table, column));
        return lacking == 0;
    }

    static String indexName(String table, String column) {
        return "x_" + table + "_" + column;
    }

    /** Makes the indexes of {@code table} where they are missing. */
    static void index(Statements statements, Table table) throws SQLException {
        String name = Table.name(table.declared());
        for (String column : table.columns()) {
            statements.run(
                    "create index if not exists %s on %s (%s, id)"
                            .formatted(indexName(name, column), name, column));
        }
    }

    static void recount(Statements statements, Table table) throws SQLException {
        statements.run(
                "update homeport_collection set documents = (select count(*) from %s) where name = '%s'"
                        .formatted(Table.name(table.declared()), table.declared().name()));
    }
}

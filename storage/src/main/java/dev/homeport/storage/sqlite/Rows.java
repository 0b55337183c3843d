package dev.homeport.storage.sqlite;

import dev.homeport.storage.Change;
import dev.homeport.storage.Document;
import dev.homeport.storage.rules.Plan;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads rows over one connection. Used by one thread at a time. */
final class Rows {
    private final Statements statements;
    private @Nullable ResultSet held;

    Rows(Statements statements) {
        this.statements = statements;
    }

    Optional<Document> get(Table table, String id) throws SQLException {
        PreparedStatement select = statements.of(table.select());
        select.setString(1, id);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) return Optional.empty();
            return Optional.of(new Document(id, row.getLong(1), text(row, 2)));
        }
    }

    /**
     * The driver's own way to a string wraps the bytes in a buffer first, by a call back into Java
     * for each.
     */
    private static String text(ResultSet row, int column) throws SQLException {
        byte[] utf8 = row.getBytes(column);
        return utf8 == null ? "" : new String(utf8, StandardCharsets.UTF_8);
    }

    /** As {@link #get}, and keeps the snapshot it was read from until {@link #release}. */
    Optional<Document> hold(Table table, String id) throws SQLException {
        PreparedStatement select = statements.of(table.hold());
        select.setString(1, id);
        ResultSet row = select.executeQuery();
        held = row;
        if (!row.next() || row.getLong(1) == 0) return Optional.empty();
        return Optional.of(new Document(id, row.getLong(1), text(row, 2)));
    }

    /** Lets go of what {@link #hold} keeps. */
    void release() throws SQLException {
        ResultSet row = held;
        held = null;
        if (row != null) row.close();
    }

    List<Document> scan(Table table, Plan plan) throws SQLException {
        PreparedStatement select = statements.of(table.scan(plan));
        int at = 1;
        if (plan.equal().isPresent()) bind(select, at++, plan.equal().get());
        if (plan.after().isPresent()) {
            Plan.Key key = plan.after().get();
            boolean byValue = plan.index() != Plan.BY_ID && plan.equal().isEmpty();
            if (byValue) bind(select, at++, key.value());
            select.setString(at++, key.id());
        }
        select.setInt(at, plan.limit());
        var documents = new ArrayList<Document>(Math.min(plan.limit(), 64));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                documents.add(new Document(text(rows, 1), rows.getLong(2), text(rows, 3)));
            }
        }
        return List.copyOf(documents);
    }

    static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            default -> throw new IllegalArgumentException("no index value: " + value.getClass());
        }
    }

    /** The number of documents, which the writer keeps in the same transactions. */
    long count(Table table) throws SQLException {
        PreparedStatement select =
                statements.of("select documents from homeport_collection where name = ?");
        select.setString(1, table.declared().name());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    Map<String, Long> counts() throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        PreparedStatement select =
                statements.of("select name, documents from homeport_collection order by name");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) counts.put(rows.getString(1), rows.getLong(2));
        }
        return counts;
    }

    /**
     * The changes that are kept.
     *
     * @param first the sequence of the oldest, 1 when there was none yet
     * @param last the sequence of the latest, 0 when there was none yet
     */
    record Kept(long first, long last) {}

    Kept kept() throws SQLException {
        PreparedStatement select =
                statements.of(
                        "select (select min(sequence) from homeport_change),"
                                + " (select max(sequence) from homeport_change)");
        try (ResultSet row = select.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return new Kept(first == 0 ? 1 : first, row.getLong(2));
        }
    }

    List<Change> changesAfter(long sequence, int max) throws SQLException {
        PreparedStatement select =
                statements.of(
                        "select sequence, collection, id, version from homeport_change"
                                + " where sequence > ? order by sequence limit ?");
        select.setLong(1, sequence);
        select.setInt(2, max);
        var changes = new ArrayList<Change>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                changes.add(
                        new Change(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getLong(4)));
            }
        }
        return List.copyOf(changes);
    }
}

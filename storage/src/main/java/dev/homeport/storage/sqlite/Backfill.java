package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.rules.Bodies;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills the columns of newly declared indexes in small transactions between which other writes take
 * their turn. A crash leaves some rows filled; the next declaration fills the others.
 */
final class Backfill {
    private static final int ROWS = 500;

    private final Table table;
    private final Bodies bodies;
    private final String select;
    private final String update;

    Backfill(Table table, Bodies bodies) {
        this.table = table;
        this.bodies = bodies;
        String name = Table.name(table.declared());
        String lacking = String.join(" is null or ", table.columns()) + " is null";
        this.select =
                "select id, body from %s where id > ? and (%s) order by id limit %d"
                        .formatted(name, lacking, ROWS);
        this.update =
                "update %s set %s = ? where id = ?"
                        .formatted(name, String.join(" = ?, ", table.columns()));
    }

    private record Row(String id, String body) {}

    /** Fills some rows behind {@code id}; returns the last one, or nothing when none is left. */
    Optional<String> step(Session session, String after) throws SQLException, StoreProblem {
        List<Row> rows = lacking(session.statements(), after);
        PreparedStatement fill = session.statements().of(update);
        for (Row row : rows) {
            int at = 1;
            for (Object value : bodies.values(table.declared(), row.id(), row.body())) {
                Rows.bind(fill, at++, value);
            }
            fill.setString(at, row.id());
            fill.executeUpdate();
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().id());
    }

    private List<Row> lacking(Statements statements, String after) throws SQLException {
        PreparedStatement query = statements.of(select);
        query.setString(1, after);
        var rows = new ArrayList<Row>();
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) rows.add(new Row(result.getString(1), result.getString(2)));
        }
        return rows;
    }
}

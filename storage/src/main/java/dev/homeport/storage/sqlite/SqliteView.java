package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.View;
import dev.homeport.storage.rules.Bodies;
import dev.homeport.storage.rules.Plan;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A view on one connection inside one transaction. */
final class SqliteView implements View {
    private final Gate gate;
    private final Rows rows;
    private final Tables tables;
    private final Bodies bodies;

    SqliteView(Gate gate, Rows rows, Tables tables, Bodies bodies) {
        this.gate = gate;
        this.rows = rows;
        this.tables = tables;
        this.bodies = bodies;
    }

    @Override
    public Optional<Document> get(Collection collection, String id) throws StoreProblem {
        Table table = tables.require(collection);
        gate.enter();
        try {
            return gate.get(rows, table, id);
        } catch (SQLException e) {
            throw gate.failed(e);
        } finally {
            gate.exit();
        }
    }

    @Override
    public List<Document> scan(Collection collection, Scan scan) throws StoreProblem {
        Table table = tables.require(collection);
        Plan plan = Plan.of(table.declared(), scan, bodies);
        if (table.isBuilding(plan.index())) {
            throw new StoreProblem.Unavailable(
                    "the index on %s of %s is still being built: try again later"
                            .formatted(scan.index().orElse("id"), collection.name()));
        }
        gate.enter();
        try {
            gate.widen();
            return rows.scan(table, plan);
        } catch (SQLException e) {
            throw gate.failed(e);
        } finally {
            gate.exit();
        }
    }

    @Override
    public long count(Collection collection) throws StoreProblem {
        Table table = tables.require(collection);
        gate.enter();
        try {
            gate.widen();
            return rows.count(table);
        } catch (SQLException e) {
            throw gate.failed(e);
        } finally {
            gate.exit();
        }
    }
}

package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.rules.Editions;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The writer's connection and what it has to carry from one transaction of a group to the next: the
 * next sequence of the change feed, how many documents came and went, and which collections were
 * written. Owned by the writer's thread.
 */
final class Session {
    private final Path file;
    private final Statements statements;
    private final Rows rows;
    private final int keptChangesMax;
    private final Editions editions;
    private final Set<String> written = new HashSet<>();

    private long committedFirst;
    private long committedLast;
    private long last;
    private Map<String, Long> growth = new HashMap<>();
    private @Nullable StoreProblem broken;

    Session(Path file, Statements statements, int keptChangesMax, Editions editions) {
        this.file = file;
        this.statements = statements;
        this.rows = new Rows(statements);
        this.keptChangesMax = keptChangesMax;
        this.editions = editions;
    }

    /** Takes up the feed where the file has it. */
    void resume() throws SQLException {
        Rows.Kept kept = rows.kept();
        committedFirst = kept.first();
        committedLast = kept.last();
        last = committedLast;
    }

    Path file() {
        return file;
    }

    Statements statements() {
        return statements;
    }

    Rows rows() {
        return rows;
    }

    /** What a transaction goes back to when it is rolled back. */
    record Mark(long last, Map<String, Long> growth) {}

    Mark mark() {
        return new Mark(last, Map.copyOf(growth));
    }

    void reset(Mark mark) {
        last = mark.last();
        growth = new HashMap<>(mark.growth());
    }

    /** Notes a change of a document for the feed, and how many documents it added. */
    void changed(Table table, String id, long version, int added) throws SQLException {
        PreparedStatement insert =
                statements.of(
                        "insert into homeport_change (sequence, collection, id, version)"
                                + " values (?, ?, ?, ?)");
        insert.setLong(1, ++last);
        insert.setString(2, table.declared().name());
        insert.setString(3, id);
        insert.setLong(4, version);
        insert.executeUpdate();
        written.add(table.declared().name());
        if (added != 0) growth.merge(table.declared().name(), (long) added, Long::sum);
    }

    /** How many documents more than the file's count says this group has put in so far. */
    long growth(Table table) {
        return growth.getOrDefault(table.declared().name(), 0L);
    }

    /** Writes down the counts and prunes the feed; the commit follows. */
    void settle() throws SQLException {
        for (var entry : growth.entrySet()) {
            PreparedStatement update =
                    statements.of(
                            "update homeport_collection set documents = documents + ?"
                                    + " where name = ?");
            update.setLong(1, entry.getValue());
            update.setString(2, entry.getKey());
            update.executeUpdate();
        }
        if (last - committedFirst >= keptChangesMax) prune();
        editions.begin(written);
    }

    private void prune() throws SQLException {
        PreparedStatement delete = statements.of("delete from homeport_change where sequence <= ?");
        delete.setLong(1, last - keptChangesMax);
        delete.executeUpdate();
    }

    /** The group is durable. */
    void committed() {
        committedLast = last;
        committedFirst = Math.max(committedFirst, last - keptChangesMax + 1);
        growth.clear();
        publish();
    }

    private void publish() {
        editions.end(written);
        written.clear();
    }

    /** The group is undone. */
    void rolledBack() {
        last = committedLast;
        growth.clear();
        publish();
        broken = null;
    }

    /** Notes that a statement failed, after which nothing of the group can be kept. */
    StoreProblem failed(SQLException error) {
        StoreProblem problem = Problems.of(file, error);
        broken = problem;
        return problem;
    }

    /** Why nothing of the group can be kept. */
    @Nullable StoreProblem broken() {
        return broken;
    }
}

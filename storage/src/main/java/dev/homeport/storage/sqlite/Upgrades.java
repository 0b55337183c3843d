package dev.homeport.storage.sqlite;

import dev.homeport.storage.Migration;
import dev.homeport.storage.StoreProblem;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds which migrations a file still needs, and notes those that were applied. */
final class Upgrades {
    private final Path file;
    private final List<Migration> known;

    Upgrades(Path file, List<Migration> known) {
        this.file = file;
        this.known = List.copyOf(known);
    }

    private record Applied(String name, String fingerprint) {}

    /**
     * The migrations that are not applied yet.
     *
     * @throws StoreProblem.Newer when the file has later ones than we know
     * @throws StoreProblem.Invalid when an applied one was changed, left out or overtaken
     */
    List<Migration> pending(Statements statements) throws SQLException, StoreProblem {
        NavigableMap<Integer, Applied> applied = applied(statements);
        int ours = known.isEmpty() ? 0 : known.getLast().number();
        if (!applied.isEmpty() && applied.lastKey() > ours) {
            throw new StoreProblem.Newer(
                    "%s has migration %d \"%s\", this program knows migrations up to %d: use the newer program"
                            .formatted(
                                    file,
                                    applied.lastKey(),
                                    applied.lastEntry().getValue().name(),
                                    ours));
        }
        for (Migration migration : known) requireUnchanged(migration, applied);
        var left = new TreeMap<>(applied);
        known.forEach(migration -> left.remove(migration.number()));
        if (!left.isEmpty()) throw leftOut(left.firstKey(), left.firstEntry().getValue());
        return known.stream().filter(m -> !applied.containsKey(m.number())).toList();
    }

    private NavigableMap<Integer, Applied> applied(Statements statements) throws SQLException {
        var applied = new TreeMap<Integer, Applied>();
        PreparedStatement select =
                statements.of("select number, name, fingerprint from homeport_migration");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                applied.put(rows.getInt(1), new Applied(rows.getString(2), rows.getString(3)));
            }
        }
        return applied;
    }

    private void requireUnchanged(Migration migration, NavigableMap<Integer, Applied> applied)
            throws StoreProblem {
        Applied before = applied.get(migration.number());
        if (before == null) {
            if (applied.isEmpty() || migration.number() > applied.lastKey()) return;
            throw new StoreProblem.Invalid(
                    "%s: migration %d \"%s\" comes before %d, which is applied already: give it a higher number"
                            .formatted(
                                    file, migration.number(), migration.name(), applied.lastKey()));
        }
        if (before.equals(new Applied(migration.name(), migration.fingerprint()))) return;
        throw new StoreProblem.Invalid(
                "%s: migration %d was applied as \"%s\" and is \"%s\" now, or its statement differs: put the old one back and add a new one"
                        .formatted(file, migration.number(), before.name(), migration.name()));
    }

    private StoreProblem leftOut(int number, Applied applied) {
        return new StoreProblem.Invalid(
                "%s: migration %d \"%s\" was applied and is not in the program any more: put it back"
                        .formatted(file, number, applied.name()));
    }

    static void note(Session session, Migration migration) throws SQLException {
        PreparedStatement insert =
                session.statements()
                        .of(
                                "insert into homeport_migration (number, name, fingerprint)"
                                        + " values (?, ?, ?)");
        insert.setInt(1, migration.number());
        insert.setString(2, migration.name());
        insert.setString(3, migration.fingerprint());
        insert.executeUpdate();
    }
}

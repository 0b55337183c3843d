package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Collection.Index;
import dev.homeport.storage.Scan;
import dev.homeport.storage.rules.Plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of one collection and the SQL on it. Immutable.
 *
 * <p>A column of an index that is in the file but not declared any more is idle: it is set to null
 * by every write, so that declaring it again finds what has to be filled in.
 */
final class Table {
    private final Collection declared;
    private final List<String> columns;
    private final List<String> idle;
    private final List<String> building;
    private final String select;
    private final String hold;
    private final String insert;
    private final String update;
    private final String delete;
    private final List<String> scans;

    /** The table of {@code declared} with the columns the file has besides and those not filled. */
    Table(Collection declared, List<String> idle, List<String> building) {
        this.declared = declared;
        this.columns = declared.indexes().stream().map(Table::column).toList();
        this.idle = List.copyOf(idle);
        this.building = List.copyOf(building);
        String name = name(declared);
        this.select = "select version, body from " + name + " where id = ?";
        // The last row keeps the statement, and with it the snapshot, open also after a miss.
        this.hold = select + " union all select 0, ''";
        this.insert =
                "insert into %s (id, version, body%s) values (?, 1, ?%s) on conflict do nothing"
                        .formatted(name, each(columns, ", %s"), each(columns, ", ?"));
        this.update =
                "update %s set version = version + 1, body = ?%s%s where id = ? and version = ?"
                        .formatted(name, each(columns, ", %s = ?"), each(idle, ", %s = null"));
        this.delete = "delete from " + name + " where id = ? and version = ?";
        this.scans = scans(name, columns);
    }

    /** The table's name; its letter keeps collections apart from our own tables. */
    static String name(Collection collection) {
        return "c_" + collection.name();
    }

    /**
     * The column of an index. SQLite's names do not tell case apart, members do, so a capital is
     * written as an underscore and its small letter, and an underscore as two. The type is part of
     * the name: the same member as a number is another index.
     */
    static String column(Index index) {
        String member =
                index.member()
                        .chars()
                        .mapToObj(
                                c ->
                                        switch (c) {
                                            case '_' -> "__";
                                            default ->
                                                    c >= 'A' && c <= 'Z'
                                                            ? "_" + (char) (c + 32)
                                                            : String.valueOf((char) c);
                                        })
                        .collect(Collectors.joining());
        return (index.type() == Collection.Type.TEXT ? "t_" : "n_") + member;
    }

    private static String each(List<String> columns, String pattern) {
        return columns.stream()
                .map(column -> pattern.replace("%s", column))
                .collect(Collectors.joining());
    }

    private static List<String> scans(String name, List<String> columns) {
        var scans = new ArrayList<String>();
        for (int index = Plan.BY_ID; index < columns.size(); index++) {
            for (int shape = 0; shape < SHAPES; shape++) {
                scans.add(scan(name, index == Plan.BY_ID ? "id" : columns.get(index), shape));
            }
        }
        return List.copyOf(scans);
    }

    private static final int EQUAL = 1;
    private static final int AFTER = 2;
    private static final int DESCENDING = 4;
    private static final int SHAPES = 8;

    private static String scan(String name, String column, int shape) {
        boolean byId = column.equals("id");
        boolean equal = (shape & EQUAL) != 0;
        String direction = (shape & DESCENDING) != 0 ? " desc" : "";
        String beyond = (shape & DESCENDING) != 0 ? " < " : " > ";
        String where =
                Stream.of(
                                equal ? column + " = ?" : "",
                                (shape & AFTER) == 0
                                        ? ""
                                        : byId || equal
                                                ? "id" + beyond + "?"
                                                : "(" + column + ", id)" + beyond + "(?, ?)")
                        .filter(condition -> !condition.isEmpty())
                        .collect(Collectors.joining(" and "));
        String order = byId || equal ? "id" + direction : column + direction + ", id" + direction;
        return "select id, version, body from %s%s order by %s limit ?"
                .formatted(name, where.isEmpty() ? "" : " where " + where, order);
    }

    Collection declared() {
        return declared;
    }

    String select() {
        return select;
    }

    /** As {@link #select}, with one row of version 0 behind what was found. */
    String hold() {
        return hold;
    }

    String insert() {
        return insert;
    }

    String update() {
        return update;
    }

    String delete() {
        return delete;
    }

    /** The SQL of a scan; its parameters are value, key and limit, as far as the plan has them. */
    String scan(Plan plan) {
        int shape =
                (plan.equal().isPresent() ? EQUAL : 0)
                        | (plan.after().isPresent() ? AFTER : 0)
                        | (plan.order() == Scan.Order.DESCENDING ? DESCENDING : 0);
        return scans.get((plan.index() + 1) * SHAPES + shape);
    }

    /** Whether the index at {@code position} is still being filled and cannot be scanned by. */
    boolean isBuilding(int position) {
        return position != Plan.BY_ID && building.contains(columns.get(position));
    }

    /** Whether every declared index can be scanned by. */
    boolean isComplete() {
        return building.isEmpty();
    }

    /** This table once its indexes are built. */
    Table complete() {
        return new Table(declared, idle, List.of());
    }

    /** The columns of the declared indexes, in the order of the declaration. */
    List<String> columns() {
        return columns;
    }
}

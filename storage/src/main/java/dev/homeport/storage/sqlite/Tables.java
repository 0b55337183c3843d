package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.rules.Declared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The declared tables of a moment. Immutable.
 *
 * @param byName the tables by the name of their collection
 */
record Tables(Map<String, Table> byName) {
    static final Tables NONE = new Tables(Map.of());

    Tables {
        byName = Map.copyOf(byName);
    }

    Table require(Collection collection) throws StoreProblem {
        Table table = byName.get(collection.name());
        if (table == null) throw Declared.unknown(collection.name());
        return table;
    }

    boolean haveAll(List<Collection> collections) {
        for (Collection collection : collections) {
            if (!byName.containsKey(collection.name())) return false;
        }
        return true;
    }

    Tables with(Table table) {
        var more = new HashMap<>(byName);
        more.put(table.declared().name(), table);
        return new Tables(more);
    }
}

package dev.homeport.dns.zone;

import java.util.ArrayList;
import java.util.List;

/** Collects the sets of a proof, none twice. Not thread-safe. */
final class Proof {
    /** The longest proof there is has three. */
    private static final int SETS_MAX = 3;

    private final ZoneTable table;
    private final int[] sets = new int[SETS_MAX];
    private int count;

    Proof(ZoneTable table) {
        this.table = table;
    }

    /** Adds a set by its number, unless there is none. */
    void add(int set) {
        if (set == NameTree.NONE) return;
        for (int i = 0; i < count; i++) if (sets[i] == set) return;
        sets[count++] = set;
    }

    List<Rrset> rrsets() {
        List<Rrset> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) found.add(table.rrset(sets[i]));
        return found;
    }
}

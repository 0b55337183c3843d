package dev.homeport.dns.load;

import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;

import java.util.HashSet;
import java.util.Set;

/** What must not stand beside or above an ALIAS. */
final class AliasCheck {
    private final ZoneDraft zone;
    private final NameTree names;
    private final ProblemList problems;
    private final Set<Integer> seen = new HashSet<>();

    private AliasCheck(ZoneDraft zone, ProblemList problems) {
        this.zone = zone;
        this.problems = problems;
        names = zone.names();
    }

    static void check(ZoneDraft zone, ProblemList problems) {
        var check = new AliasCheck(zone, problems);
        zone.records().aliases().forEach(check::alias);
    }

    private void alias(DraftAlias alias) {
        int node = alias.owner();
        String owner = names.name(node).toString();
        if (zone.apex() == NameTree.NONE || !names.isAtOrBelow(node, zone.apex())) {
            problems.add(
                    alias.error(
                            owner + " is outside zone " + zone.origin(),
                            "move it to its own zone, or mind the final dot"));
            return;
        }
        if (!seen.add(node)) {
            problems.add(alias.error("two ALIAS records of " + owner, "keep one"));
        }
        if (zone.has(node, RecordType.CNAME)) {
            problems.add(alias.error("ALIAS beside a CNAME of " + owner, "remove one of the two"));
        }
        for (int above = node; above != zone.apex(); ) {
            above = names.parent(above);
            if (!zone.has(above, RecordType.DNAME)) continue;
            String dname = names.name(above).toString();
            problems.add(alias.error(owner + " lies below the DNAME of " + dname, "remove either"));
        }
    }
}

package dev.homeport.dns.zone;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Proofs by NSEC records (RFC 4035 3.1.3). Each says that nothing lies between its owner and the
 * next one, so the last owner that is not after a name speaks about that name, whether it is the
 * name itself or stands before the gap that the name falls into. Immutable.
 */
final class NsecDenial implements Denial {
    private final ZoneTable table;

    /** The nodes that own NSEC records, in canonical order (RFC 4034 6.1). */
    private final int[] owners;

    NsecDenial(ZoneTable table) {
        this.table = table;
        owners =
                IntStream.range(0, table.names.size())
                        .filter(node -> table.has(node, RecordType.NSEC))
                        .mapToObj(table.names::name)
                        .sorted(Comparator.naturalOrder())
                        .mapToInt(table.names::find)
                        .toArray();
    }

    @Override
    public List<Rrset> prove(Absence absence) {
        Proof proof = new Proof(table);
        switch (absence) {
            case Absence.None() -> {}
            // RFC 4035 3.1.3.1; an empty non-terminal is in the gap before its first descendant.
            case Absence.OfType(DomainName name) -> proof.add(floor(name));
            // RFC 4035 3.1.3.3: no name is closer to the one asked for than the wildcard.
            case Absence.OfCloserName(DomainName name, int _) -> proof.add(floor(name));
            // RFC 4035 3.1.3.2 and 3.1.3.4: neither the name nor, in this way, the wildcard.
            case Absence.OfName(DomainName name, int missing) ->
                    nameAndSource(name, missing, proof);
            case Absence.OfTypeAtWildcard(DomainName name, int missing) ->
                    nameAndSource(name, missing, proof);
        }
        return proof.rrsets();
    }

    private void nameAndSource(DomainName name, int labelsMissing, Proof proof) {
        proof.add(floor(name));
        proof.add(floor(name.ancestor(labelsMissing).wildcard()));
    }

    /** The NSEC set of the last owner that is not after the name in canonical order. */
    private int floor(DomainName name) {
        int low = 0;
        int high = owners.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (table.names.name(owners[middle]).compareTo(name) <= 0) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? NameTree.NONE : table.set(owners[low - 1], RecordType.NSEC);
    }
}

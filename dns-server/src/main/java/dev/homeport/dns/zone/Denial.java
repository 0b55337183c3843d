package dev.homeport.dns.zone;

import java.util.List;
import java.util.Optional;

/**
 * Finds the records of a signed zone that prove what it does not hold. Immutable and safe to share
 * between threads.
 */
public sealed interface Denial permits Denial.Unsigned, NsecDenial, HashedDenial {
    /** Of a zone that can prove nothing. */
    Denial NONE = new Unsigned();

    /** See {@link #NONE}. */
    record Unsigned() implements Denial {
        @Override
        public List<Rrset> prove(Absence absence) {
            return List.of();
        }
    }

    /**
     * The sets that together prove an absence, none twice.
     *
     * @return nothing when the zone is not signed, or so badly that there is no proof
     */
    List<Rrset> prove(Absence absence);

    /** Chooses between the two kinds of proof. */
    static Denial of(ZoneTable table) {
        // RFC 5155 10.4, 10.5: while a zone has NSEC3PARAM, its NSEC3 records are complete; NSEC
        // records beside them may be about to come or to go.
        if (table.has(table.apex, RecordType.NSEC3PARAM)) {
            Optional<HashedDenial> found = HashedDenial.find(table);
            if (found.isPresent()) return found.get();
        }
        return table.has(table.apex, RecordType.NSEC) ? new NsecDenial(table) : NONE;
    }
}

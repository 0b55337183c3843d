package dev.homeport.dns.zone;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Proofs by NSEC3 records (RFC 5155 7.2), found by hashes in ascending order. Immutable.
 *
 * <p>Where opt-out leaves names without a record of their own, proofs start at the closest ancestor
 * that has one, the closest provable encloser.
 */
final class HashedDenial implements Denial {
    private final ZoneTable table;
    private final int apexLabels;
    private final Nsec3Parameters parameters;
    private final HashIndex index;

    private HashedDenial(ZoneTable table, Nsec3Parameters parameters, HashIndex index) {
        this.table = table;
        this.apexLabels = table.names.name(table.apex).labels();
        this.parameters = parameters;
        this.index = index;
    }

    /** Takes the first parameters at the apex that name a chain of the zone (RFC 5155 7.3). */
    static Optional<HashedDenial> find(ZoneTable table) {
        Rrset parameters = table.rrset(table.set(table.apex, RecordType.NSEC3PARAM));
        for (byte[] rdata : parameters.rdata()) {
            // RFC 5155 4.1.2: parameters with flags are not in use.
            if (rdata.length < 2 || rdata[1] != 0) continue;
            Nsec3Parameters wanted = Nsec3Parameters.read(rdata).orElse(null);
            if (wanted == null) continue;
            List<DomainName> chain = chain(table, wanted);
            if (chain.isEmpty()) continue;
            return Optional.of(new HashedDenial(table, wanted, new HashIndex(table, chain)));
        }
        return Optional.empty();
    }

    /** The owners of one chain in the order of their hashes. */
    private static List<DomainName> chain(ZoneTable table, Nsec3Parameters wanted) {
        return IntStream.range(0, table.names.size())
                .map(node -> table.set(node, RecordType.NSEC3))
                .filter(set -> set != NameTree.NONE)
                .mapToObj(table::rrset)
                .filter(rrset -> isOf(wanted, rrset))
                .map(Rrset::owner)
                // RFC 4648 7: the digits stand in the order of what they mean.
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static boolean isOf(Nsec3Parameters wanted, Rrset rrset) {
        return Nsec3Parameters.ownerHash(rrset.owner()).isPresent()
                && rrset.rdata().stream()
                        .map(rdata -> Nsec3Parameters.read(rdata).orElse(null))
                        .anyMatch(found -> Objects.equals(found, wanted));
    }

    @Override
    public List<Rrset> prove(Absence absence) {
        Proof proof = new Proof(table);
        switch (absence) {
            case Absence.None() -> {}
            case Absence.OfType(DomainName name) -> typeAt(name, proof);
            // RFC 5155 7.2.2.
            case Absence.OfName(DomainName name, int missing) ->
                    proof.add(about(enclose(name, missing, proof).wildcard()));
            // RFC 5155 7.2.6: the signatures name the closest encloser by their labels.
            case Absence.OfCloserName(DomainName name, int missing) ->
                    proof.add(about(name.ancestor(missing - 1)));
            // RFC 5155 7.2.5.
            case Absence.OfTypeAtWildcard(DomainName name, int missing) ->
                    proof.add(about(enclose(name, missing, proof).wildcard()));
        }
        return proof.rrsets();
    }

    /** RFC 5155 7.2.3, 7.2.4 and 7.2.7: the record of the name, or proof that it opted out. */
    private void typeAt(DomainName name, Proof proof) {
        int own = index.at(parameters.hash(name));
        if (own != NameTree.NONE) proof.add(own);
        else if (name.labels() > apexLabels) enclose(name, 1, proof);
    }

    /**
     * RFC 5155 7.2.1: the closest ancestor that has a record, and that nothing lies between it and
     * the name.
     *
     * @param labelsMissing the closest ancestor that comes into question has so many labels less
     * @return that ancestor
     */
    private DomainName enclose(DomainName name, int labelsMissing, Proof proof) {
        int less = labelsMissing;
        int lessMax = name.labels() - apexLabels;
        int own = index.at(parameters.hash(name.ancestor(less)));
        while (own == NameTree.NONE && less < lessMax) {
            less++;
            own = index.at(parameters.hash(name.ancestor(less)));
        }
        proof.add(own);
        proof.add(about(name.ancestor(less - 1)));
        return name.ancestor(less);
    }

    /** The record that matches or covers a name. */
    private int about(DomainName name) {
        return index.atOrBefore(parameters.hash(name));
    }
}

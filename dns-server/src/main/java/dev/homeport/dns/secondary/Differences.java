package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies the steps of an incremental transfer to a zone (RFC 1995 4), exactly: what is to go must
 * be there, what is to come must not. Only the sets that change are taken apart. Not thread-safe.
 */
final class Differences {
    private final Set<DomainName> owners = new HashSet<>();

    /** The sets that change; empty ones are gone. */
    private final Map<Key, Records> changing = new LinkedHashMap<>();

    private final List<Rrset> kept = new ArrayList<>();

    /**
     * A set of records.
     *
     * @param covered the type that signatures sign, 0 for all else
     */
    private record Key(DomainName owner, int type, int covered) {
        static Key of(DomainName owner, int type, byte[] rdata) {
            boolean signature = type == RecordType.RRSIG;
            int covered = signature ? ((rdata[0] & 0xff) << 8) | (rdata[1] & 0xff) : 0;
            return new Key(owner, type, covered);
        }
    }

    /** The records of one set by what makes them differ. */
    private static final class Records extends LinkedHashMap<ByteBuffer, Piece> {
        private static final long serialVersionUID = 1;
    }

    private static final class Piece {
        final byte[] rdata;
        final int ttl;

        Piece(byte[] rdata, int ttl) {
            this.rdata = rdata;
            this.ttl = ttl;
        }
    }

    private Differences() {}

    /**
     * The sets of the zone after all steps.
     *
     * @throws BadTransfer when a step does not fit the zone
     */
    static List<Rrset> apply(Zone zone, List<Change> steps) throws BadTransfer {
        Differences differences = new Differences();
        for (Change step : steps) {
            step.removed().forEach(differences::willChange);
            step.added().forEach(differences::willChange);
        }
        for (Rrset rrset : zone.rrsets()) differences.take(rrset);
        for (Change step : steps) {
            for (Rrset rrset : step.removed()) differences.remove(rrset);
            for (Rrset rrset : step.added()) differences.add(rrset);
        }
        return differences.result();
    }

    private void willChange(Rrset rrset) {
        owners.add(rrset.owner());
        for (byte[] rdata : rrset.rdata()) {
            changing.putIfAbsent(Key.of(rrset.owner(), rrset.type(), rdata), new Records());
        }
    }

    private void take(Rrset rrset) {
        if (!owners.contains(rrset.owner())) {
            kept.add(rrset);
            return;
        }
        Rrset signatures = rrset.signatures().orElse(null);
        Records own = changing.get(new Key(rrset.owner(), rrset.type(), 0));
        Records signing = changing.get(new Key(rrset.owner(), RecordType.RRSIG, rrset.type()));
        if (own == null && signing == null) {
            kept.add(rrset);
            return;
        }
        takeOrKeep(rrset, own);
        if (signatures != null) takeOrKeep(signatures, signing);
    }

    private void takeOrKeep(Rrset rrset, @Nullable Records records) {
        if (records == null) {
            // Without its signatures, which go their own way.
            kept.add(Rrset.of(rrset.owner(), rrset.type(), rrset.ttl(), rrset.rdata()));
            return;
        }
        for (byte[] rdata : rrset.rdata()) {
            records.put(identity(rrset.type(), rdata), new Piece(rdata, rrset.ttl()));
        }
    }

    private static ByteBuffer identity(int type, byte[] rdata) {
        return ByteBuffer.wrap(RdataLayout.of(type).folded(rdata));
    }

    private void remove(Rrset rrset) throws BadTransfer {
        for (byte[] rdata : rrset.rdata()) {
            Piece gone = records(rrset, rdata).remove(identity(rrset.type(), rdata));
            if (gone == null) throw inexact("removes a record that is not there", rrset);
        }
    }

    private void add(Rrset rrset) throws BadTransfer {
        for (byte[] rdata : rrset.rdata()) {
            Piece piece = new Piece(rdata, rrset.ttl());
            Piece there = records(rrset, rdata).putIfAbsent(identity(rrset.type(), rdata), piece);
            if (there != null) throw inexact("adds a record that is there", rrset);
        }
    }

    private Records records(Rrset rrset, byte[] rdata) {
        return java.util.Objects.requireNonNull(
                changing.get(Key.of(rrset.owner(), rrset.type(), rdata)));
    }

    private static BadTransfer inexact(String what, Rrset rrset) {
        return new BadTransfer(
                "a difference " + what + ": " + rrset.owner() + " " + Type.string(rrset.type()));
    }

    private List<Rrset> result() {
        Runs runs = new Runs();
        changing.forEach(
                (key, records) ->
                        records.values()
                                .forEach(r -> runs.add(key.owner(), key.type(), r.ttl, r.rdata)));
        kept.addAll(runs.all());
        return kept;
    }
}

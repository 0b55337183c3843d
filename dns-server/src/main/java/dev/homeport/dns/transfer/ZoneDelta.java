package dev.homeport.dns.transfer;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What changed between two versions of a zone (RFC 1995 2). Immutable.
 *
 * @param soaBefore of the version it leads from
 * @param soaAfter of the version it leads to
 * @param removed records that are gone, the SOA left out
 * @param added records that are new, the SOA left out
 */
public record ZoneDelta(Rrset soaBefore, Rrset soaAfter, List<Rrset> removed, List<Rrset> added) {
    public ZoneDelta {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Compares two versions of one zone, in time linear to their size. */
    public static ZoneDelta between(Zone before, Zone after) {
        List<Rrset> removed = new ArrayList<>();
        List<Rrset> added = new ArrayList<>();
        for (Rrset old : before.rrsets()) {
            Optional<Rrset> now = after.find(old.owner(), old.type());
            differences(old, now.orElse(null), removed, added);
        }
        for (Rrset now : after.rrsets()) {
            if (before.find(now.owner(), now.type()).isEmpty()) {
                differences(null, now, removed, added);
            }
        }
        return new ZoneDelta(plain(before.soa()), plain(after.soa()), removed, added);
    }

    private static Rrset plain(Rrset rrset) {
        return Rrset.of(rrset.owner(), rrset.type(), rrset.ttl(), rrset.rdata());
    }

    private static void differences(
            @Nullable Rrset old, @Nullable Rrset now, List<Rrset> removed, List<Rrset> added) {
        boolean soa = (old != null ? old.type() : now != null ? now.type() : 0) == RecordType.SOA;
        if (!soa) {
            without(old, now).ifPresent(removed::add);
            without(now, old).ifPresent(added::add);
        }
        // RFC 4034 3: signatures are records like others on the way.
        Rrset oldSigned = old == null ? null : old.signatures().orElse(null);
        Rrset nowSigned = now == null ? null : now.signatures().orElse(null);
        if (oldSigned == null && nowSigned == null) return;
        without(oldSigned, nowSigned).ifPresent(removed::add);
        without(nowSigned, oldSigned).ifPresent(added::add);
    }

    /** The records of one set that the other lacks; all of them when their times to live differ. */
    private static Optional<Rrset> without(@Nullable Rrset rrset, @Nullable Rrset other) {
        if (rrset == null) return Optional.empty();
        if (other == null || other.ttl() != rrset.ttl()) return Optional.of(plain(rrset));
        if (java.util.Arrays.equals(rrset.rdatas(), other.rdatas())) return Optional.empty();
        Set<ByteBuffer> known = new HashSet<>();
        for (byte[] rdata : other.rdata()) known.add(ByteBuffer.wrap(rdata));
        List<byte[]> left = new ArrayList<>();
        for (byte[] rdata : rrset.rdata()) {
            if (!known.contains(ByteBuffer.wrap(rdata))) left.add(rdata);
        }
        if (left.isEmpty()) return Optional.empty();
        return Optional.of(Rrset.of(rrset.owner(), rrset.type(), rrset.ttl(), left));
    }

    /** The zone's name. */
    public DomainName origin() {
        return soaAfter.owner();
    }

    /** The serial it leads from. */
    public long from() {
        return serial(soaBefore);
    }

    /** The serial it leads to. */
    public long to() {
        return serial(soaAfter);
    }

    /** The serial number in an SOA record. */
    public static long serial(Rrset soa) {
        byte[] data = soa.rdatas();
        return ByteBuffer.wrap(data).getInt(data.length - 20) & 0xffff_ffffL;
    }

    /** Whether nothing but perhaps the SOA changed. */
    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    /** Whether the very same zone comes of it. */
    public boolean changesNothing() {
        return isEmpty()
                && soaBefore.ttl() == soaAfter.ttl()
                && java.util.Arrays.equals(soaBefore.rdatas(), soaAfter.rdatas());
    }

    /** Bytes it takes in memory and on the wire, about. */
    public long bytes() {
        long sum = 100;
        for (Rrset rrset : removed) sum += rrset.rdataBytes() + 60L;
        for (Rrset rrset : added) sum += rrset.rdataBytes() + 60L;
        return sum;
    }
}

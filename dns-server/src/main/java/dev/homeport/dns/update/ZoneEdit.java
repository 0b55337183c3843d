package dev.homeport.dns.update;

import dev.homeport.dns.message.RdataNames;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A zone with changes laid over it, before it is compiled anew. Used by one thread. */
final class ZoneEdit {
    private final Zone zone;
    private final Map<DomainName, Map<Integer, Rrset>> touched = new HashMap<>();

    ZoneEdit(Zone zone) {
        this.zone = zone;
    }

    DomainName origin() {
        return zone.origin();
    }

    private Map<Integer, Rrset> at(DomainName owner) {
        return touched.computeIfAbsent(
                owner,
                name -> {
                    Map<Integer, Rrset> sets = new TreeMap<>();
                    for (Rrset rrset : zone.rrsets(name)) sets.put(rrset.type(), rrset);
                    return sets;
                });
    }

    /** The sets of a name as they are now. */
    List<Rrset> of(DomainName owner) {
        return List.copyOf(at(owner).values());
    }

    Optional<Rrset> find(DomainName owner, int type) {
        return Optional.ofNullable(at(owner).get(type));
    }

    Rrset soa() {
        return find(origin(), RecordType.SOA).orElseThrow();
    }

    void put(Rrset rrset) {
        at(rrset.owner()).put(rrset.type(), rrset);
    }

    void remove(DomainName owner, int type) {
        at(owner).remove(type);
    }

    /** Adds a record; one that is there already only takes the new time to live. */
    void add(DomainName owner, int type, int ttl, byte[] rdata) {
        List<byte[]> all = new ArrayList<>();
        find(owner, type).ifPresent(rrset -> all.addAll(rrset.rdata()));
        if (indexOf(all, type, rdata) < 0) all.add(rdata);
        // RFC 2181 5.2: the records of a set live equally long.
        put(Rrset.of(owner, type, ttl, all));
    }

    /** Removes a record; returns whether it was there. */
    boolean remove(DomainName owner, int type, byte[] rdata) {
        Optional<Rrset> rrset = find(owner, type);
        if (rrset.isEmpty()) return false;
        List<byte[]> left = new ArrayList<>(rrset.get().rdata());
        int index = indexOf(left, type, rdata);
        if (index < 0) return false;
        left.remove(index);
        if (left.isEmpty()) remove(owner, type);
        else put(Rrset.of(owner, type, rrset.get().ttl(), left));
        return true;
    }

    /** Where a record stands in a list; RFC 2136 1.1.1: names in it are compared without case. */
    static int indexOf(List<byte[]> all, int type, byte[] rdata) {
        byte[] wanted = RdataNames.canonical(type, rdata);
        for (int i = 0; i < all.size(); i++) {
            if (Arrays.equals(RdataNames.canonical(type, all.get(i)), wanted)) return i;
        }
        return -1;
    }

    /** Repeats a change that was made before; false when it does not fit this zone. */
    boolean apply(ZoneDelta delta) {
        if (ZoneDelta.serial(soa()) != delta.from()) return false;
        for (Rrset gone : delta.removed()) {
            for (byte[] rdata : gone.rdata()) {
                if (!remove(gone.owner(), gone.type(), rdata)) return false;
            }
        }
        for (Rrset come : delta.added()) {
            for (byte[] rdata : come.rdata()) add(come.owner(), come.type(), come.ttl(), rdata);
        }
        put(delta.soaAfter());
        return true;
    }

    /** Whether something is different now. */
    boolean isChanged() {
        for (var entry : touched.entrySet()) {
            List<Rrset> before = zone.rrsets(entry.getKey());
            List<Rrset> after = List.copyOf(entry.getValue().values());
            if (before.size() != after.size()) return true;
            for (Rrset old : before) {
                Rrset now = entry.getValue().get(old.type());
                if (now == null || now.ttl() != old.ttl()) return true;
                if (!Arrays.equals(now.rdatas(), old.rdatas())) return true;
            }
        }
        return false;
    }

    /** All records as they are now. */
    List<Rrset> rrsets() {
        List<Rrset> all = new ArrayList<>();
        for (Rrset rrset : zone.rrsets()) if (!touched.containsKey(rrset.owner())) all.add(rrset);
        for (var sets : touched.values()) all.addAll(sets.values());
        return all;
    }
}

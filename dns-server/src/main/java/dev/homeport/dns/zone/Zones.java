package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All zones that are served, as one snapshot: an answer is made from one of these and never from
 * two. Immutable and safe to share between threads.
 */
public final class Zones {
    /** No zone at all: everything is refused. */
    public static final Zones NONE = new Zones(List.of());

    private final NameTable<Zone> byOrigin;

    private Zones(Collection<Zone> zones) {
        byOrigin = new NameTable<>(zones);
    }

    /** A snapshot of these zones, whose origins must differ. */
    public static Zones of(Collection<Zone> zones) {
        long origins = zones.stream().map(Zone::origin).distinct().count();
        if (origins != zones.size()) throw new IllegalArgumentException("two zones of one origin");
        return new Zones(zones);
    }

    /** The same with this zone, in place of the one of its origin if there is one. */
    public Zones with(Zone zone) {
        List<Zone> next = new ArrayList<>(all().size() + 1);
        for (Zone other : all()) if (!other.origin().equals(zone.origin())) next.add(other);
        next.add(zone);
        return new Zones(next);
    }

    /** The same without the zone of exactly this origin. */
    public Zones without(DomainName origin) {
        return new Zones(all().stream().filter(z -> !z.origin().equals(origin)).toList());
    }

    /** The zones, in the order in which they were given. */
    public List<Zone> all() {
        return byOrigin.values();
    }

    /** The zone of exactly this origin. */
    public Optional<Zone> find(DomainName origin) {
        return Optional.ofNullable(byOrigin.find(origin));
    }

    /** The zone that answers for a name and type (RFC 1034 4.3.2 step 2), if one is served. */
    public @Nullable Zone closest(DomainName name, int type) {
        Zone zone = byOrigin.findClosest(name, 0);
        if (zone == null || type != RecordType.DS || !zone.origin().equals(name)) return zone;
        // RFC 4035 3.1.4.1: DS at a cut is the parent's, if we serve the parent.
        Zone parent = name.length() == 1 ? null : byOrigin.findClosest(name, name.at(0) + 1);
        return parent == null ? zone : parent;
    }

    /**
     * The zone of the longest origin at or above a folded name in wire form, for those who want no
     * object made.
     *
     * @param length of the name with its root label
     */
    public @Nullable Zone closest(byte[] folded, int from, int length) {
        return byOrigin.findClosest(folded, from, from + length);
    }
}

package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All zones that are served, as one snapshot: an answer is made from one of these and never from
 * two. Immutable and safe to share between threads.
 */
public final class Zones {
    /** No zone at all: everything is refused. */
    public static final Zones NONE = new Zones(List.of(), List.of());

    private final NameTable<Zone> byOrigin;
    private final NameTable<Unavailable> unavailable;

    /** A zone that is ours to serve but whose data we do not have. */
    private record Unavailable(DomainName name) implements NameTable.Named {}

    private Zones(Collection<Zone> zones, Collection<Unavailable> unavailable) {
        this.byOrigin = new NameTable<>(zones);
        this.unavailable = new NameTable<>(unavailable);
    }

    /** A snapshot of these zones, whose origins must differ. */
    public static Zones of(Collection<Zone> zones) {
        long origins = zones.stream().map(Zone::origin).distinct().count();
        if (origins != zones.size()) throw new IllegalArgumentException("two zones of one origin");
        return new Zones(zones, List.of());
    }

    /** The same with this zone, in place of the one of its origin if there is one. */
    public Zones with(Zone zone) {
        List<Zone> next = new ArrayList<>(all().size() + 1);
        for (Zone other : all()) if (!other.origin().equals(zone.origin())) next.add(other);
        next.add(zone);
        return new Zones(next, unavailableBut(zone.origin()));
    }

    /** The same without the zone of exactly this origin. */
    public Zones without(DomainName origin) {
        List<Zone> next = all().stream().filter(z -> !z.origin().equals(origin)).toList();
        return new Zones(next, unavailableBut(origin));
    }

    /** The same with this origin as one that we should serve and cannot (RFC 1034 4.3.5). */
    public Zones withUnavailable(DomainName origin) {
        return with(List.of(), List.of(origin));
    }

    /**
     * The same with many zones at once, each in place of the one of its origin.
     *
     * @param origins of zones that we should serve and cannot
     */
    public Zones with(Collection<Zone> zones, Collection<DomainName> origins) {
        Map<DomainName, Zone> next = new LinkedHashMap<>();
        for (Zone zone : all()) next.put(zone.origin(), zone);
        Map<DomainName, Unavailable> missing = new LinkedHashMap<>();
        for (Unavailable one : unavailable.values()) missing.put(one.name(), one);
        for (Zone zone : zones) {
            next.put(zone.origin(), zone);
            missing.remove(zone.origin());
        }
        for (DomainName origin : origins) {
            next.remove(origin);
            missing.put(origin, new Unavailable(origin));
        }
        return new Zones(next.values(), missing.values());
    }

    private List<Unavailable> unavailableBut(DomainName origin) {
        return unavailable.values().stream().filter(u -> !u.name().equals(origin)).toList();
    }

    /**
     * Whether the zone that would answer for a name and type is one that we should serve and
     * cannot: whoever asks is to try another server.
     */
    public boolean isUnavailable(DomainName name, int type) {
        if (unavailable.values().isEmpty()) return false;
        boolean ofParent = type == RecordType.DS && name.length() > 1;
        Unavailable closest = unavailable.findClosest(name, 0);
        if (closest != null && ofParent && closest.name().equals(name)) {
            // RFC 4035 3.1.4.1: DS at a cut is the parent's, if we serve the parent.
            if (byOrigin.findClosest(name, name.at(0) + 1) != null) {
                closest = unavailable.findClosest(name, name.at(0) + 1);
            }
        }
        if (closest == null) return false;
        Zone zone = closest(name, type);
        return zone == null || zone.origin().length() < closest.name().length();
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
     * Whether {@link #isUnavailable} is worth asking for a folded name in wire form, for those who
     * want no object made.
     *
     * @param length of the name with its root label
     */
    public boolean mayBeUnavailable(byte[] folded, int from, int length) {
        return !unavailable.values().isEmpty()
                && unavailable.findClosest(folded, from, from + length) != null;
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

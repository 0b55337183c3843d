package dev.homeport.dns.transfer;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last changes of each zone, for those who have a version that is not much older (RFC 1995 5).
 * In memory and bounded. Thread-safe.
 */
public final class ZoneHistory {
    private final Limits limits;
    private final Map<DomainName, Deque<ZoneDelta>> deltas = new ConcurrentHashMap<>();

    /**
     * What is kept of each zone.
     *
     * @param deltasMax changes
     * @param bytesMax of all of them
     */
    public record Limits(int deltasMax, long bytesMax) {
        /** Suits zones that change all day. */
        public static final Limits DEFAULT = new Limits(500, 8L << 20);
    }

    /** Nothing has changed yet. */
    public ZoneHistory(Limits limits) {
        this.limits = limits;
    }

    /** Keeps a change. One that does not follow the last one is a new beginning. */
    public void add(ZoneDelta delta) {
        deltas.compute(
                delta.origin(),
                (_, known) -> {
                    Deque<ZoneDelta> next = new ArrayDeque<>();
                    if (known != null && known.getLast().to() == delta.from()) next.addAll(known);
                    next.add(delta);
                    return shortened(next);
                });
    }

    private Deque<ZoneDelta> shortened(Deque<ZoneDelta> all) {
        long bytes = all.stream().mapToLong(ZoneDelta::bytes).sum();
        while (all.size() > 1 && (all.size() > limits.deltasMax || bytes > limits.bytesMax)) {
            bytes -= all.removeFirst().bytes();
        }
        return all;
    }

    /** Forgets what led to the present version of a zone. */
    public void forget(DomainName origin) {
        deltas.remove(origin);
    }

    /**
     * The changes that lead from a serial to a version of a zone.
     *
     * @return nothing when they are not all known any more
     */
    public Optional<List<ZoneDelta>> since(long serial, Zone zone) {
        Deque<ZoneDelta> known = deltas.get(zone.origin());
        if (known == null) return Optional.empty();
        List<ZoneDelta> path = new ArrayList<>();
        long bytes = 0;
        for (ZoneDelta delta : known) {
            if (path.isEmpty() && delta.from() != serial) continue;
            path.add(delta);
            bytes += delta.bytes();
            // The zone may be older than the newest change: it was taken a moment ago.
            if (delta.to() == zone.serial()) {
                return bytes > limits.bytesMax ? Optional.empty() : Optional.of(path);
            }
        }
        return Optional.empty();
    }
}

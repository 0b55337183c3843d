package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers records that come one by one: neighbours of one owner, type and time to live become one
 * set. A set may come in several runs. Not thread-safe.
 */
final class Runs {
    private final List<Rrset> closed = new ArrayList<>();
    private final List<byte[]> open = new ArrayList<>();
    private DomainName owner = DomainName.ROOT;
    private int type;
    private int ttl;

    void add(DomainName of, int ofType, int seconds, byte[] rdata) {
        if (!open.isEmpty() && (type != ofType || ttl != seconds || !owner.equals(of))) close();
        owner = of;
        type = ofType;
        ttl = seconds;
        open.add(rdata);
    }

    private void close() {
        closed.add(Rrset.of(owner, type, ttl, open));
        open.clear();
    }

    /** All that was added. */
    List<Rrset> all() {
        if (!open.isEmpty()) close();
        return closed;
    }
}

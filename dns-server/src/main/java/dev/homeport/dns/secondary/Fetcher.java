package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Asks primaries for zones. Blocks for as long as that takes; thread-safe. */
@FunctionalInterface
interface Fetcher {
    /**
     * Asks whether there is something newer and fetches it.
     *
     * @param primaries tried in this order
     * @param held what we have, null when nothing
     * @throws InterruptedException when the server closes
     */
    Fetch fetch(DomainName origin, List<Primary> primaries, @Nullable Zone held)
            throws InterruptedException;
}

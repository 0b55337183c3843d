package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How it stands with a secondary zone now. Immutable.
 *
 * @param state what is served of it
 * @param serial of what is held
 * @param refreshed when a primary last confirmed it
 * @param nextCheck when the primaries are asked next
 * @param expires when it goes, or went, out of service
 * @param lastError why the latest check failed; empty when it did not
 */
public record SecondaryStatus(
        DomainName origin,
        State state,
        OptionalLong serial,
        Optional<Instant> refreshed,
        Instant nextCheck,
        Optional<Instant> expires,
        String lastError) {

    /** What is served of a zone. */
    public enum State {
        /** Nothing was ever transferred. */
        EMPTY,
        SERVED,
        /** It was not confirmed for too long. */
        EXPIRED
    }
}

package dev.homeport.dns.secondary;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one secondary zone. Immutable; {@link RefreshTimers} makes one of another.
 *
 * <pre>
 *  Nothing --refreshed--&gt; Serving --refreshed--&gt; Serving
 *                         Serving --time--&gt; Expired --refreshed--&gt; Serving
 * </pre>
 *
 * @param failures checks that failed since one succeeded
 * @param nextCheck when the primaries are asked next
 */
record RefreshState(Holding holding, int failures, Instant nextCheck) {

    /** What is held of the zone. */
    sealed interface Holding {
        /** Nothing was ever transferred, or nothing of it is left. */
        record Nothing() implements Holding {}

        /**
         * Data that is served.
         *
         * @param refreshed when a primary last said that this is the zone
         * @param expires when it may be served no longer
         */
        record Serving(SoaTimes times, Instant refreshed, Instant expires) implements Holding {}

        /** Data that was not confirmed for too long (RFC 1034 4.3.5): held, not served. */
        record Expired(SoaTimes times, Instant refreshed, Instant expires) implements Holding {}
    }

    /** Since when the zone has been as it is at its primary. */
    Optional<Instant> refreshed() {
        return switch (holding) {
            case Holding.Nothing() -> Optional.empty();
            case Holding.Serving s -> Optional.of(s.refreshed());
            case Holding.Expired e -> Optional.of(e.refreshed());
        };
    }

    /** When the data expires, or did. */
    Optional<Instant> expires() {
        return switch (holding) {
            case Holding.Nothing() -> Optional.empty();
            case Holding.Serving s -> Optional.of(s.expires());
            case Holding.Expired e -> Optional.of(e.expires());
        };
    }

    /** When something is to be done about the zone: a check, or taking it out of service. */
    Instant nextEvent() {
        if (holding instanceof Holding.Serving s && s.expires().isBefore(nextCheck)) {
            return s.expires();
        }
        return nextCheck;
    }

    /** The same, to be checked at another time. */
    RefreshState checkedAt(Instant time) {
        return new RefreshState(holding, failures, time);
    }
}

package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.Rrset;

import java.util.List;

/** What a transfer said about a zone. */
sealed interface Received {
    /**
     * The zone as a whole.
     *
     * @param ignored how many records lay outside the zone and were left out
     */
    record Whole(List<Rrset> rrsets, long serial, int ignored) implements Received {}

    /** What changed since the serial number that was asked for, step by step. */
    record Changes(List<Change> steps, long serial) implements Received {}

    /** The primary has nothing newer. */
    record Current(long serial) implements Received {}
}

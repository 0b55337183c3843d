package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.Zone;

import java.util.List;

/** How it went to ask the primaries for a zone. */
public sealed interface Fetch {
    /** The zone is as we have it. */
    record Current(Primary primary) implements Fetch {}

    /**
     * The zone is newer than ours.
     *
     * @param kind how it came
     * @param bytes on the wire
     * @param millis it took
     * @param warnings what is not right about the zone, though it can be served
     */
    record Fetched(
            Zone zone, Primary primary, Kind kind, long bytes, long millis, List<String> warnings)
            implements Fetch {
        public Fetched {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * No primary could tell.
     *
     * @param why what each of them did
     */
    record Failed(String why) implements Fetch {}

    /** How a zone came. */
    enum Kind {
        AXFR,
        IXFR
    }
}

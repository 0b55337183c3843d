package dev.homeport.admin;

import java.util.List;
import java.util.Map;

/**
 * What the running program says of itself; the JSON of {@code /status}.
 *
 * @param version the program's version
 * @param pid its process id
 * @param started when it started, ISO 8601 in UTC
 * @param uptimeSeconds how long it has run
 * @param java the Java runtime's version
 * @param configuration the configuration file
 * @param listeners the sockets it answers on
 * @param zones the zones it is authoritative for
 * @param secondaries how it stands with those of them that it holds for other servers
 * @param sites the hosts it serves and how
 * @param store where the data is and how much
 * @param lastReload how the latest reload ended
 */
public record StatusReport(
        String version,
        long pid,
        String started,
        long uptimeSeconds,
        String java,
        String configuration,
        List<Listener> listeners,
        List<ZoneStatus> zones,
        List<SecondaryStatus> secondaries,
        List<SiteStatus> sites,
        StoreStatus store,
        ReloadOutcome lastReload) {

    public StatusReport {
        listeners = List.copyOf(listeners);
        zones = List.copyOf(zones);
        secondaries = List.copyOf(secondaries);
        sites = List.copyOf(sites);
    }

    /** A socket: what is spoken ({@code dns}, {@code http}, {@code https}, {@code admin}) where. */
    public record Listener(String protocol, String address) {}

    /** A zone: its origin, its SOA serial, how many records it has. */
    public record ZoneStatus(String origin, long serial, int records) {}

    /**
     * A zone that is copied from other servers. Times are ISO 8601 in UTC, empty for never.
     *
     * @param state what is served of it, in words
     * @param serial of what is held; 0 when nothing is
     * @param refreshed when a primary last confirmed it
     * @param nextCheck when the primaries are asked next
     * @param expires when it goes, or went, out of service
     * @param lastError why the latest check failed; empty when it did not
     */
    public record SecondaryStatus(
            String origin,
            String state,
            long serial,
            String refreshed,
            String nextCheck,
            String expires,
            String lastError) {}

    /** A host: its name and what it serves. */
    public record SiteStatus(String host, String serves) {}

    /** The store: engine, file, bytes on disk, documents by collection. */
    public record StoreStatus(
            String engine, String location, long bytes, Map<String, Long> documents) {
        public StoreStatus {
            documents = Map.copyOf(documents);
        }
    }
}

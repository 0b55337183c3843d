package dev.homeport.config;

import dev.homeport.dns.load.LoadLimits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code [dns]}: the name server.
 *
 * @param listeners where it listens, over UDP and TCP alike; empty when it is switched off
 * @param zones the folder of master files, absolute
 * @param ednsSize bytes of the largest UDP answer and the size we advertise (RFC 6891 6.2.3)
 * @param version what {@code version.bind CH TXT} answers; empty refuses the question
 * @param rrsetRecordsMax records of one name and type at most
 * @param tcp bounds of DNS over TCP
 * @param extensions what goes beyond questions and answers
 */
public record DnsSettings(
        List<Listener> listeners,
        Path zones,
        int ednsSize,
        String version,
        int rrsetRecordsMax,
        Tcp tcp,
        DnsExtensions extensions) {
    public DnsSettings {
        listeners = List.copyOf(listeners);
    }

    /** The bounds of zones, from wherever they come. */
    public LoadLimits loadLimits() {
        return LoadLimits.ofRrsetRecords(rrsetRecordsMax);
    }

    /**
     * {@code [dns.tcp]}: bounds of DNS over TCP (RFC 7766 6).
     *
     * @param connectionsMax open connections at a time
     * @param connectionsPerClientMax open connections at a time of one address
     * @param idleTimeout a silent connection is closed after this
     */
    public record Tcp(int connectionsMax, int connectionsPerClientMax, Duration idleTimeout) {
        /** What holds when the file is silent. */
        public static final Tcp DEFAULT = new Tcp(1_000, 100, Duration.ofSeconds(10));
    }
}

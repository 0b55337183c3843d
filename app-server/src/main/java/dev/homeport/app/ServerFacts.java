package dev.homeport.app;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the running server says of itself, at the moment it is asked.
 *
 * <p>Implemented by the composition, which alone sees all parts. Thread-safe; no call blocks.
 */
public interface ServerFacts {

    /** Every open listener, in the order of starting. */
    List<Listener> listeners();

    /**
     * The records this server's own DNS holds at {@code name} now, in the order of the zone; empty
     * when it serves no such name. {@code name} is a host name with or without the final dot.
     */
    List<DnsRecord> records(String name);

    /** The zone of this server's own DNS that {@code name} lies in. */
    Optional<Zone> zone(String name);

    /** The running program. */
    Program program();

    /**
     * A listener.
     *
     * @param service what is spoken there: {@code DNS}, {@code DoT}, {@code HTTP}, {@code HTTPS}
     *     (DNS over HTTPS included), or another name for people
     * @param transport {@code UDP} or {@code TCP}
     * @param address the bound address, with the actual port
     */
    record Listener(String service, String transport, InetSocketAddress address) {

        /** Address and port, an IPv6 address in brackets. */
        public String addressText() {
            String host = AddressText.of(address.getAddress());
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
        }
    }

    /**
     * A DNS record.
     *
     * @param owner the name it belongs to, with the final dot
     * @param ttl how many seconds others may keep it
     * @param type the type's mnemonic, for instance {@code CNAME}
     * @param value the data as in a zone file
     */
    record DnsRecord(String owner, long ttl, String type, String value) {

        /** The record as a line of a zone file. */
        public String line() {
            return String.format(Locale.ROOT, "%s %d IN %s %s", owner, ttl, type, value);
        }
    }

    /**
     * A zone.
     *
     * @param apex its name, with the final dot
     * @param serial the serial number in its SOA record, unsigned
     */
    record Zone(String apex, long serial) {}

    /**
     * A running program.
     *
     * @param name its name and version
     * @param processId its number in the operating system
     * @param javaVersion the version of Java it runs on
     * @param started when it began to serve
     * @param heapBytes memory in use for objects
     * @param residentBytes all memory it holds, 0 when the system does not tell
     */
    record Program(
            String name,
            long processId,
            String javaVersion,
            Instant started,
            long heapBytes,
            long residentBytes) {}
}

package dev.homeport.benchmarks.probe;

import java.util.Optional;

/**
 * What the header of a reply says; enough to see whether two servers agree.
 *
 * @param rcode response code
 * @param answers records in the answer section
 * @param truncated whether the TC flag is set
 */
public record DnsReply(int rcode, int answers, boolean truncated) {
    private static final int HEADER_BYTES = 12;

    /** Reads the header of a reply to the query with this id; empty for anything else. */
    public static Optional<DnsReply> decode(byte[] bytes, int length, int id) {
        if (length < HEADER_BYTES) return Optional.empty();
        boolean reply = (bytes[2] & 0x80) != 0;
        if (!reply || unsigned(bytes, 0) != (id & 0xffff)) return Optional.empty();
        return Optional.of(new DnsReply(bytes[3] & 15, unsigned(bytes, 6), (bytes[2] & 0x02) != 0));
    }

    private static int unsigned(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}

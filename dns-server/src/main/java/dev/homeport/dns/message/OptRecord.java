package dev.homeport.dns.message;

import dev.homeport.dns.zone.RecordType;

import java.util.Arrays;
import java.util.Optional;

/**
 * The OPT record of a request, as far as a reply without a question of its own depends on it (RFC
 * 6891 6.1). Immutable.
 *
 * @param udpBytesMax the longest datagram the asker takes, as it says
 * @param version of EDNS
 * @param dnssecBit the DO bit where it stands in the record, or 0
 */
public record OptRecord(int udpBytesMax, int version, int dnssecBit) {
    /** Bytes of the record without options. */
    public static final int BYTES = 11;

    /** The longest datagram we say we take. */
    private static final int OUR_UDP_BYTES_MAX = 1232;

    private static final int DO_BIT = 0x8000;

    /** The one of a message, if it has one. */
    public static Optional<OptRecord> of(DnsMessage message) {
        for (MessageRecord record : message.additional()) {
            if (record.type() != RecordType.OPT) continue;
            int version = (int) (record.ttl() >> 16) & 0xff;
            return Optional.of(
                    new OptRecord(record.recordClass(), version, (int) record.ttl() & DO_BIT));
        }
        return Optional.empty();
    }

    /**
     * Appends the record that answers this one: RFC 6891 6.1.1 wants it in every reply to a message
     * that has one, and RFC 3225 3 the DO bit back.
     *
     * @param reply without OPT and without signature
     * @param rcode of the reply; what its header has no room for is put into the record
     * @return a longer copy
     */
    public byte[] answeredIn(byte[] reply, int rcode) {
        byte[] longer = Arrays.copyOf(reply, reply.length + BYTES);
        int at = reply.length;
        put16(longer, at + 1, RecordType.OPT);
        put16(longer, at + 3, OUR_UDP_BYTES_MAX);
        longer[at + 5] = (byte) (rcode >> 4);
        put16(longer, at + 7, dnssecBit);
        int additional = ((longer[10] & 0xff) << 8) | (longer[11] & 0xff);
        put16(longer, 10, additional + 1);
        return longer;
    }

    private static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}

package dev.homeport.dns.tsig;

import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a TSIG record says (RFC 8945 4.2). Immutable; arrays are never written to.
 *
 * @param key the key's name
 * @param algorithm the algorithm's name
 * @param timeSigned seconds since 1970
 * @param fudge seconds that clocks may differ
 * @param originalId the message's number before anybody forwarded it
 * @param error what was wrong with the request's signature
 * @param other the server's time with BADTIME, nothing otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
record TsigRecord(
        DomainName key,
        DomainName algorithm,
        long timeSigned,
        int fudge,
        byte[] mac,
        int originalId,
        int error,
        byte[] other) {
    static final int BADSIG = 16;
    static final int BADKEY = 17;
    static final int BADTIME = 18;
    static final int BADTRUNC = 22;

    private static final int FIXED_BYTES = 16;

    /** Reads a record; nothing when it is not as RFC 8945 4.2 demands. */
    static Optional<TsigRecord> of(MessageRecord from) {
        if (from.recordClass() != MessageRecord.CLASS_ANY || from.ttl() != 0) {
            return Optional.empty();
        }
        byte[] rdata = from.rdata();
        int nameEnd = 0;
        while (nameEnd < rdata.length && rdata[nameEnd] > 0) nameEnd += rdata[nameEnd] + 1;
        nameEnd++;
        if (nameEnd > DomainName.BYTES_MAX || rdata.length - nameEnd < FIXED_BYTES) {
            return Optional.empty();
        }
        if (rdata[nameEnd - 1] != 0) return Optional.empty();
        ByteBuffer in = ByteBuffer.wrap(rdata, nameEnd, rdata.length - nameEnd);
        long time = ((long) unsigned16(in) << 32) | (in.getInt() & 0xffff_ffffL);
        int fudge = unsigned16(in);
        byte[] mac = new byte[unsigned16(in)];
        if (mac.length + 6 > in.remaining()) return Optional.empty();
        in.get(mac);
        int originalId = unsigned16(in);
        int error = unsigned16(in);
        byte[] other = new byte[unsigned16(in)];
        if (other.length != in.remaining()) return Optional.empty();
        in.get(other);
        DomainName algorithm = DomainName.ofWire(rdata, 0, nameEnd);
        return Optional.of(
                new TsigRecord(
                        from.owner(), algorithm, time, fudge, mac, originalId, error, other));
    }

    private static int unsigned16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    TsigRecord withMac(byte[] computed) {
        return new TsigRecord(
                key, algorithm, timeSigned, fudge, computed, originalId, error, other);
    }

    /** What is signed besides the message (RFC 8945 4.3.3). */
    byte[] variables() {
        ByteBuffer out =
                ByteBuffer.allocate(key.length() + 6 + algorithm.length() + 12 + other.length);
        out.put(key.wire()).putShort((short) MessageRecord.CLASS_ANY).putInt(0);
        out.put(algorithm.wire()).put(timers());
        return out.putShort((short) error).putShort((short) other.length).put(other).array();
    }

    /** What is signed besides a message that continues others (RFC 8945 5.3.1). */
    byte[] timers() {
        ByteBuffer out = ByteBuffer.allocate(8).putShort((short) (timeSigned >> 32));
        return out.putInt((int) timeSigned).putShort((short) fudge).array();
    }

    /** The message with this record at its end. */
    byte[] appendTo(byte[] message) {
        int rdataBytes = algorithm.length() + FIXED_BYTES + mac.length + other.length;
        ByteBuffer out = ByteBuffer.allocate(message.length + key.length() + 10 + rdataBytes);
        out.put(message).put(key.wire());
        out.putShort((short) RecordType.TSIG).putShort((short) MessageRecord.CLASS_ANY).putInt(0);
        out.putShort((short) rdataBytes).put(algorithm.wire()).put(timers());
        out.putShort((short) mac.length).put(mac).putShort((short) originalId);
        out.putShort((short) error).putShort((short) other.length).put(other);
        // RFC 1035 4.1.1: one more additional record.
        out.putShort(10, (short) (out.getShort(10) + 1));
        return out.array();
    }
}

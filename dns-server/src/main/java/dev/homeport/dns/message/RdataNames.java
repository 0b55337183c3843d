package dev.homeport.dns.message;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import org.xbill.DNS.Type;

import java.util.Optional;

/**
 * Knows where names stand inside record data, which may be compressed in messages (RFC 3597 4) and
 * whose case does not matter in comparisons (RFC 4034 6.2).
 */
public final class RdataNames {
    private static final int NAME = -1;
    private static final int STRING = -2;
    private static final int[] OPAQUE = {};

    private RdataNames() {}

    /** The parts before the rest of the data: a number of bytes, a name or a counted string. */
    private static int[] parts(int type) {
        return switch (type) {
            case RecordType.NS,
                    RecordType.MD,
                    RecordType.MF,
                    RecordType.CNAME,
                    RecordType.MB,
                    RecordType.MG,
                    RecordType.MR,
                    RecordType.PTR,
                    RecordType.DNAME,
                    Type.NXT ->
                    new int[] {NAME};
            case RecordType.SOA, RecordType.MINFO, Type.RP -> new int[] {NAME, NAME};
            case RecordType.MX, Type.AFSDB, Type.RT, Type.KX -> new int[] {2, NAME};
            case Type.PX -> new int[] {2, NAME, NAME};
            case RecordType.SRV -> new int[] {6, NAME};
            case Type.NAPTR -> new int[] {4, STRING, STRING, STRING, NAME};
            case Type.SIG, RecordType.RRSIG -> new int[] {18, NAME};
            default -> OPAQUE;
        };
    }

    /** The data with letters of names folded: equal for records that are the same. */
    public static byte[] canonical(int type, byte[] rdata) {
        int[] parts = parts(type);
        if (parts.length == 0) return rdata;
        byte[] folded = rdata.clone();
        int at = 0;
        for (int part : parts) {
            int end = end(part, folded, at);
            if (end > folded.length) return rdata;
            if (part == NAME) {
                for (int i = at; i < end; i++) folded[i] = DomainName.fold(folded[i]);
            }
            at = end;
        }
        return folded;
    }

    private static int end(int part, byte[] bytes, int at) {
        if (part >= 0) return at + part;
        if (at >= bytes.length) return Integer.MAX_VALUE;
        if (part == STRING) return at + 1 + (bytes[at] & 0xff);
        int end = at;
        while (end < bytes.length && bytes[end] != 0) end += (bytes[end] & 0xff) + 1;
        return end + 1;
    }

    /**
     * Takes record data out of a message and writes names in it out in full.
     *
     * @return nothing when the data breaks off or a name in it is malformed
     */
    static Optional<byte[]> expand(byte[] message, int type, int from, int to) {
        WireReader in = new WireReader(message, from, to);
        for (int part : parts(type)) {
            boolean read =
                    switch (part) {
                        case NAME -> in.copyName();
                        case STRING -> in.copyString();
                        default -> in.copy(part);
                    };
            if (!read) return Optional.empty();
        }
        in.copy(in.left());
        return Optional.of(in.copied());
    }
}

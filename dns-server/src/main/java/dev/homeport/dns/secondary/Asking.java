package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The questions that secondaries ask. */
final class Asking {
    private static final int HEADER_BYTES = 12;
    private static final int CLASS_IN = 1;

    private Asking() {}

    /** For the SOA, or for the whole zone with AXFR. */
    static byte[] question(int id, DomainName origin, int type) {
        return written(id, origin, type, 0).array();
    }

    /** For what changed since our SOA, which stands in the authority section (RFC 1995 3). */
    static byte[] changes(int id, Rrset soa) {
        byte[] rdatas = soa.rdatas();
        int length = 2 + (((rdatas[0] & 0xff) << 8) | (rdatas[1] & 0xff));
        int recordBytes = 2 + 8 + length;
        ByteBuffer out = written(id, soa.owner(), RecordType.IXFR, recordBytes);
        out.putShort(8, (short) 1);
        // The owner is the name in the question.
        out.putShort((short) (0xc000 | HEADER_BYTES));
        out.putShort((short) RecordType.SOA).putShort((short) CLASS_IN).putInt(0);
        return out.put(Arrays.copyOf(rdatas, length)).array();
    }

    private static ByteBuffer written(int id, DomainName name, int type, int more) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + name.length() + 4 + more);
        out.putShort((short) id).putShort((short) 0).putShort((short) 1).position(HEADER_BYTES);
        return out.put(name.wire()).putShort((short) type).putShort((short) CLASS_IN);
    }
}

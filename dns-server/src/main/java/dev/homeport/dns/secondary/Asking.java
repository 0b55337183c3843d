package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.nio.ByteBuffer;

/** The questions that secondaries ask. */
final class Asking {
    private static final int HEADER_BYTES = 12;
    private static final int CLASS_IN = 1;

    private Asking() {}

    /** For the SOA, or for the whole zone with AXFR. */
    static byte[] question(int id, DomainName origin, int type) {
        byte[] message = new byte[bytes(origin)];
        write(ByteBuffer.wrap(message), id, origin, type);
        return message;
    }

    /** For what changed since our SOA, which stands in the authority section (RFC 1995 3). */
    static byte[] changes(int id, Rrset soa) {
        byte[] rdatas = soa.rdatas();
        int length = 2 + (((rdatas[0] & 0xff) << 8) | (rdatas[1] & 0xff));
        byte[] message = new byte[bytes(soa.owner()) + 2 + 8 + length];
        ByteBuffer out = ByteBuffer.wrap(message);
        write(out, id, soa.owner(), RecordType.IXFR);
        out.putShort(8, (short) 1);
        // The owner is the name in the question.
        out.putShort((short) (0xc000 | HEADER_BYTES));
        out.putShort((short) RecordType.SOA).putShort((short) CLASS_IN).putInt(0);
        out.put(rdatas, 0, length);
        return message;
    }

    private static int bytes(DomainName name) {
        return HEADER_BYTES + name.length() + 4;
    }

    private static void write(ByteBuffer out, int id, DomainName name, int type) {
        out.putShort((short) id).putShort((short) 0).putShort((short) 1).position(HEADER_BYTES);
        out.put(name.wire()).putShort((short) type).putShort((short) CLASS_IN);
    }
}

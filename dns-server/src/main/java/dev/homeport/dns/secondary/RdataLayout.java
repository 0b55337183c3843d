package dev.homeport.dns.secondary;

import dev.homeport.dns.secondary.NameReader.Pointers;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.util.Map;

/**
 * What record data is made of, as far as a server must know: where names stand that may come
 * compressed (RFC 3597 4), and what must be well formed since it will be looked into. Data of all
 * other types is bytes. Immutable.
 */
final class RdataLayout {
    /** Whatever the length of the data, as long as it comes to this when names are expanded. */
    static final int BYTES_MAX = 65_535;

    private static final int NAME = -1;
    private static final int PLAIN_NAME = -2;
    private static final int STRING = -3;
    private static final int STRINGS = -4;
    private static final int REST = -5;

    private static final RdataLayout OPAQUE = new RdataLayout(REST);

    private static final RdataLayout ONE_NAME = new RdataLayout(NAME);
    private static final RdataLayout TWO_NAMES = new RdataLayout(NAME, NAME);
    private static final RdataLayout NUMBER_NAME = new RdataLayout(2, NAME);
    private static final RdataLayout TEXT = new RdataLayout(STRINGS);
    private static final RdataLayout SERVICE = new RdataLayout(2, PLAIN_NAME, REST);

    /** RFC 3597 4 lists the types whose names a receiver expands. */
    private static final Map<Integer, RdataLayout> BY_TYPE =
            Map.ofEntries(
                    Map.entry(RecordType.A, new RdataLayout(4)),
                    Map.entry(RecordType.NS, ONE_NAME),
                    Map.entry(RecordType.MD, ONE_NAME),
                    Map.entry(RecordType.MF, ONE_NAME),
                    Map.entry(RecordType.CNAME, ONE_NAME),
                    Map.entry(RecordType.SOA, new RdataLayout(NAME, NAME, 20)),
                    Map.entry(RecordType.MB, ONE_NAME),
                    Map.entry(RecordType.MG, ONE_NAME),
                    Map.entry(RecordType.MR, ONE_NAME),
                    Map.entry(RecordType.PTR, ONE_NAME),
                    Map.entry(13 /* HINFO */, new RdataLayout(STRING, STRING)),
                    Map.entry(RecordType.MINFO, TWO_NAMES),
                    Map.entry(RecordType.MX, NUMBER_NAME),
                    Map.entry(RecordType.TXT, TEXT),
                    Map.entry(17 /* RP */, TWO_NAMES),
                    Map.entry(18 /* AFSDB */, NUMBER_NAME),
                    Map.entry(21 /* RT */, NUMBER_NAME),
                    Map.entry(24 /* SIG */, new RdataLayout(18, NAME, REST)),
                    Map.entry(26 /* PX */, new RdataLayout(2, NAME, NAME)),
                    Map.entry(RecordType.AAAA, new RdataLayout(16)),
                    Map.entry(30 /* NXT */, new RdataLayout(NAME, REST)),
                    Map.entry(RecordType.SRV, new RdataLayout(6, NAME)),
                    Map.entry(35 /* NAPTR */, new RdataLayout(4, STRING, STRING, STRING, NAME)),
                    Map.entry(36 /* KX */, NUMBER_NAME),
                    Map.entry(RecordType.DNAME, ONE_NAME),
                    Map.entry(RecordType.DS, new RdataLayout(4, REST)),
                    Map.entry(RecordType.RRSIG, new RdataLayout(18, PLAIN_NAME, REST)),
                    Map.entry(RecordType.NSEC, new RdataLayout(PLAIN_NAME, REST)),
                    Map.entry(RecordType.DNSKEY, new RdataLayout(4, REST)),
                    Map.entry(RecordType.NSEC3, new RdataLayout(4, STRING, STRING, REST)),
                    Map.entry(51 /* NSEC3PARAM */, new RdataLayout(4, STRING)),
                    Map.entry(RecordType.SVCB, SERVICE),
                    Map.entry(RecordType.HTTPS, SERVICE),
                    Map.entry(99 /* SPF */, TEXT));

    private final int[] pieces;

    private RdataLayout(int... pieces) {
        this.pieces = pieces;
    }

    static RdataLayout of(int type) {
        return BY_TYPE.getOrDefault(type, OPAQUE);
    }

    /**
     * Copies record data with its names expanded.
     *
     * @param out with room for {@link #BYTES_MAX} bytes and a name
     * @return how many bytes were written
     */
    int expand(byte[] message, int from, int end, NameReader names, byte[] out) throws BadTransfer {
        int at = from;
        int to = 0;
        for (int piece : pieces) {
            if (piece == NAME || piece == PLAIN_NAME) {
                Pointers pointers = piece == NAME ? Pointers.FOLLOWED : Pointers.REFUSED;
                to += names.read(message, at, end, out, to, pointers);
                at = names.after();
            } else {
                int length = length(piece, message, at, end);
                if (at + length > end) throw new BadTransfer("record data is cut off");
                System.arraycopy(message, at, out, to, length);
                at += length;
                to += length;
            }
            if (to > BYTES_MAX) throw new BadTransfer("record data is too long");
        }
        if (at != end) throw new BadTransfer("record data is longer than its type allows");
        return to;
    }

    private static int length(int piece, byte[] message, int at, int end) throws BadTransfer {
        return switch (piece) {
            case REST -> end - at;
            case STRING -> string(message, at, end);
            case STRINGS -> {
                // RFC 1035 3.3.14: one or more.
                int next = at;
                do next += string(message, next, end);
                while (next < end);
                yield next - at;
            }
            default -> piece;
        };
    }

    private static int string(byte[] message, int at, int end) throws BadTransfer {
        if (at >= end) throw new BadTransfer("record data is cut off");
        return 1 + (message[at] & 0xff);
    }

    /**
     * The data with the letters of its names folded: what is equal then is the same record (RFC
     * 4034 6.2). Data of types that never came compressed keeps its case.
     *
     * @param rdata well formed and expanded
     */
    byte[] folded(byte[] rdata) {
        byte[] folded = rdata.clone();
        int at = 0;
        for (int piece : pieces) {
            if (piece == REST || piece == STRINGS) break;
            if (piece == STRING) {
                at += 1 + (rdata[at] & 0xff);
            } else if (piece >= 0) {
                at += piece;
            } else {
                while (rdata[at] != 0) {
                    for (int last = at + rdata[at]; at < last; ) {
                        at++;
                        folded[at] = DomainName.fold(rdata[at]);
                    }
                    at++;
                }
                at++;
            }
        }
        return folded;
    }
}

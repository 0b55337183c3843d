package dev.homeport.dns.wire;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the queries whose replies depend on nothing but name, type and EDNS: one question of class
 * IN and a data type, flags that change nothing, and at most an OPT record, of whose options only a
 * cookie matters, since most resolvers send one. All others are left to {@link QueryDecoder}.
 * Builds nothing; one for each thread.
 */
final class PlainQuery {
    /** How a query says what it can take. */
    static final int WITHOUT_EDNS = 0;

    static final int WITH_EDNS = 1;
    static final int WITH_DO = 2;

    private static final int HEADER_BYTES = QueryDecoder.HEADER_BYTES;
    private static final int QUESTION_FIXED_BYTES = 4;
    private static final int CLASS_IN = 1;
    private static final int LABEL_BYTES_MAX = 63;

    /** RD and, which are none of an authority's business, AD and CD (RFC 4035 3.1.6). */
    private static final int HARMLESS_FLAGS = 0x0130;

    /** One question, no answers, no authorities, in the highest 48 bits of the four counts. */
    private static final long ONE_QUESTION = 1L << 48;

    private static final int DO_BIT = 0x8000;

    private static final VarHandle LONG_BIG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** The name folded, with room for reading whole words. */
    private final byte[] name = new byte[DomainName.BYTES_MAX + 2 * Long.BYTES];

    private int nameLength;
    private int type;
    private int edns;
    private int udpBytesMax;
    private int cookieAt;
    private int cookieBytes;

    /** Reads a message; nothing else here is of use unless this is true. */
    boolean read(byte[] message, int start, int length) {
        if (length < HEADER_BYTES + 1 + QUESTION_FIXED_BYTES) return false;
        if ((get16(message, start + 2) & ~HARMLESS_FLAGS) != 0) return false;
        long counts = (long) LONG_BIG.get(message, start + 4) - ONE_QUESTION;
        if (counts != 0 && counts != 1) return false;
        int end = start + length;
        int question = start + HEADER_BYTES;
        int nameEnd = nameEnd(message, question, end - QUESTION_FIXED_BYTES);
        if (nameEnd == 0 || get16(message, nameEnd + 2) != CLASS_IN) return false;
        type = get16(message, nameEnd);
        if (!isData(type)) return false;
        int rest = nameEnd + QUESTION_FIXED_BYTES;
        if (counts == 0 ? !withoutEdns(rest, end) : !withEdns(message, rest, end)) return false;
        nameLength = nameEnd - question;
        fold(message, question);
        return true;
    }

    /** Where the name ends, 0 if it does not do so in good order before {@code last}. */
    private static int nameEnd(byte[] message, int from, int last) {
        int at = from;
        while (at < last) {
            int label = message[at];
            if (label == 0) return at + 1 - from <= DomainName.BYTES_MAX ? at + 1 : 0;
            // Pointers and what is reserved are negative.
            if (label < 0 || label > LABEL_BYTES_MAX) return 0;
            at += label + 1;
        }
        return 0;
    }

    /** RFC 6895 3.1: from 128 to 255 are questions and metadata; each has rules of its own. */
    private static boolean isData(int type) {
        return (type < 128 || type > 255) && type != RecordType.OPT;
    }

    private boolean withoutEdns(int rest, int end) {
        edns = WITHOUT_EDNS;
        udpBytesMax = 0;
        cookieBytes = 0;
        return rest == end;
    }

    private boolean withEdns(byte[] message, int rest, int end) {
        int options = rest + Edns.RECORD_BYTES;
        if (options > end) return false;
        // Root, type OPT, then code and version 0, flags, and options to the very end.
        if (message[rest] != 0 || get16(message, rest + 1) != RecordType.OPT) return false;
        if (get16(message, rest + 5) != 0 || get16(message, rest + 9) != end - options)
            return false;
        if (!withOptions(message, options, end)) return false;
        int flags = get16(message, rest + 7);
        if ((flags & ~DO_BIT) != 0) return false;
        edns = flags == 0 ? WITH_EDNS : WITH_DO;
        udpBytesMax = get16(message, rest + 3);
        return true;
    }

    private boolean withOptions(byte[] message, int from, int end) {
        cookieBytes = 0;
        int at = from;
        while (end - at >= Edns.OPTION_HEAD_BYTES) {
            int length = get16(message, at + 2);
            int data = at + Edns.OPTION_HEAD_BYTES;
            if (length > end - data) return false;
            switch (get16(message, at)) {
                case Edns.NSID, Edns.KEEPALIVE, Edns.PADDING -> {
                    return false;
                }
                case Edns.COOKIE -> {
                    if (cookieBytes > 0 || !Edns.isCookie(length)) return false;
                    cookieAt = data;
                    cookieBytes = length;
                }
                default -> {}
            }
            at = data + length;
        }
        return at == end;
    }

    private void fold(byte[] message, int from) {
        System.arraycopy(message, from, name, 0, nameLength);
        LONG.set(name, nameLength, 0L);
        for (int i = 0; i < nameLength; i += Long.BYTES) {
            LONG.set(name, i, fold((long) LONG.get(name, i)));
        }
    }

    /** RFC 4343 3: folds eight bytes at a time; length bytes are below the letters. */
    private static long fold(long word) {
        long high = 0x8080808080808080L;
        long low = word & ~high;
        long fromA = low + 0x3f3f3f3f3f3f3f3fL;
        long pastZ = low + 0x2525252525252525L;
        long capitals = fromA & ~pastZ & ~word & high;
        return word | capitals >>> 2;
    }

    /** The folded name from its first byte on; not to be written to. */
    byte[] name() {
        return name;
    }

    int nameLength() {
        return nameLength;
    }

    int type() {
        return type;
    }

    /** One of {@link #WITHOUT_EDNS}, {@link #WITH_EDNS}, {@link #WITH_DO}. */
    int edns() {
        return edns;
    }

    /** The longest datagram the asker says it takes, 0 when it says nothing. */
    int udpBytesMax() {
        return udpBytesMax;
    }

    /** Where the cookie stands in the array of the message. */
    int cookieAt() {
        return cookieAt;
    }

    /** The length of the cookie, 0 when there is none. */
    int cookieBytes() {
        return cookieBytes;
    }

    /** Where the suffix begins that is left without some labels. */
    int suffix(int labels) {
        int at = 0;
        for (int i = 0; i < labels; i++) at += name[at] + 1;
        return at;
    }

    /** A number for the name from a label on, and for what else tells replies apart. */
    long hash(int from, int kind) {
        long hash = kind;
        int at = from;
        for (; at < nameLength; at += Long.BYTES) hash = mix(hash ^ (long) LONG.get(name, at));
        return mix(hash ^ nameLength - from);
    }

    private static long mix(long number) {
        long x = (number ^ number >>> 32) * 0x9E3779B97F4A7C15L;
        return x ^ x >>> 29;
    }

    private static int get16(byte[] message, int at) {
        return Short.toUnsignedInt((short) SHORT.get(message, at));
    }
}

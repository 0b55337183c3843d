package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Question.Dnssec;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import org.jspecify.annotations.Nullable;

/**
 * Reads queries (RFC 1035 4.1, RFC 6891 6). Total: any bytes give an outcome, in time linear to
 * their number, and nothing outside them is read.
 */
final class QueryDecoder {
    static final int HEADER_BYTES = 12;

    private static final int MALFORMED = -1;
    private static final int LABEL_BYTES_MAX = 63;
    private static final int DO_BIT = 0x8000;

    private final byte[] message;
    private final int start;
    private final int end;
    private int questionBytes;
    private @Nullable Edns edns;
    private int wants;
    private int cookieAt;
    private int cookieBytes;
    private Decoded.Signature signature = Decoded.Signature.NONE;

    private QueryDecoder(byte[] message, int start, int end) {
        this.message = message;
        this.start = start;
        this.end = end;
    }

    /** Decodes a message that stands somewhere in an array. */
    static Decoded decode(byte[] message, int offset, int length) {
        if (length < HEADER_BYTES) return new Decoded.Ignored(Verdict.DROPPED_SHORT);
        // RFC 8906 3.1.4 aside, a reply must not be replied to.
        if (message[offset + 2] < 0) return new Decoded.Ignored(Verdict.DROPPED_RESPONSE);
        return new QueryDecoder(message, offset, offset + length).decode();
    }

    private Decoded decode() {
        int opcode = (message[start + 2] >> 3) & 0x0f;
        int questions = unsigned16(start + 4);
        if (questions == 0 && opcode == 0) return withoutQuestion();
        // RFC 9619 1: one question, neither none nor two.
        if (questions > 1) return malformed(opcode);
        if (questions == 0) {
            // Other opcodes may do without; whatever becomes of it, OPT is answered with OPT.
            var _ = readRecords(start + HEADER_BYTES);
            return malformed(opcode);
        }
        int nameEnd = questionNameEnd();
        if (nameEnd == MALFORMED || end - nameEnd < 4) return malformed(opcode);
        questionBytes = nameEnd + 4 - start - HEADER_BYTES;
        int type = unsigned16(nameEnd);
        if (!isCountBearable(type) || !readRecords(nameEnd + 4)) return malformed(opcode);
        int nameStart = start + HEADER_BYTES;
        DomainName name = DomainName.ofWire(message, nameStart, nameEnd - nameStart);
        int questionClass = unsigned16(nameEnd + 2);
        return new Decoded.Query(opcode, name, type, questionClass, questionBytes, edns, signature);
    }

    /** RFC 7873 5.4: only who wants a cookie may ask nothing. */
    private Decoded withoutQuestion() {
        boolean empty = unsigned16(start + 6) == 0 && unsigned16(start + 8) == 0;
        boolean wellFormed = empty && readRecords(start + HEADER_BYTES);
        if (!wellFormed || edns == null || !edns.hasCookie()) return malformed(0);
        return new Decoded.CookieQuery(edns);
    }

    private Decoded malformed(int opcode) {
        return new Decoded.Malformed(opcode, questionBytes, edns);
    }

    /** A query has no answers, and only one for increments an authority (RFC 1995 3). */
    private boolean isCountBearable(int type) {
        int opcode = (message[start + 2] >> 3) & 0x0f;
        // RFC 1996 3.7, RFC 2136 2: other opcodes use these sections in their own way.
        if (opcode != 0) return true;
        int authorities = unsigned16(start + 8);
        return unsigned16(start + 6) == 0
                && (authorities == 0 || (authorities == 1 && type == RecordType.IXFR));
    }

    /** The question's name is the first of the message and so has nothing to point to. */
    private int questionNameEnd() {
        int at = start + HEADER_BYTES;
        while (at < end) {
            int length = message[at] & 0xff;
            if (length > LABEL_BYTES_MAX) return MALFORMED;
            at += length + 1;
            if (at - start - HEADER_BYTES > DomainName.BYTES_MAX) return MALFORMED;
            if (length == 0) return at;
        }
        return MALFORMED;
    }

    /** Reads over all records to the very end: bytes left over are as bad as bytes missing. */
    private boolean readRecords(int from) {
        int before = unsigned16(start + 6) + unsigned16(start + 8);
        int count = before + unsigned16(start + 10);
        int at = from;
        for (int i = 0; i < count; i++) {
            int nameEnd = recordNameEnd(at);
            if (nameEnd == MALFORMED || end - nameEnd < 10) return false;
            int next = nameEnd + 10 + unsigned16(nameEnd + 8);
            if (next > end) return false;
            boolean opt = unsigned16(nameEnd) == RecordType.OPT;
            if (opt && (i < before || !readOpt(at, nameEnd, next))) return false;
            if (unsigned16(nameEnd) == RecordType.TSIG) {
                // RFC 8945 5.1: it is the last record of the message, and so there is only one.
                if (i != count - 1 || i < before) return false;
                signature = Decoded.Signature.TSIG;
            }
            at = next;
        }
        return at == end;
    }

    /** Steps over a name that may end in a pointer to an earlier place (RFC 1035 4.1.4). */
    private int recordNameEnd(int from) {
        int at = from;
        while (at < end) {
            int length = message[at] & 0xff;
            if (length == 0) return at + 1;
            if (length >= 0xc0) return pointsBack(at, from) ? at + 2 : MALFORMED;
            if (length > LABEL_BYTES_MAX) return MALFORMED;
            at += length + 1;
            if (at - from > DomainName.BYTES_MAX) return MALFORMED;
        }
        return MALFORMED;
    }

    private boolean pointsBack(int at, int nameStart) {
        if (end - at < 2) return false;
        int target = unsigned16(at) & 0x3fff;
        return target >= HEADER_BYTES && target < nameStart - start;
    }

    /** RFC 6891 6.1: at most one OPT, owned by the root, made of whole options. */
    private boolean readOpt(int ownerAt, int at, int next) {
        if (edns != null) return false;
        int flags = unsigned16(at + 6);
        Dnssec dnssec = (flags & DO_BIT) != 0 ? Dnssec.WANTED : Dnssec.UNWANTED;
        int version = message[at + 5] & 0xff;
        // Of a later version only the header is known (RFC 6891 6.1.3).
        boolean wellFormed = version != 0 || next == at + 10 || readOptions(at + 10, next);
        // RFC 6891 7: who broke the record is told so in a reply that has one.
        edns = new Edns(unsigned16(at + 2), version, dnssec, wants, cookieAt, cookieBytes);
        return wellFormed && message[ownerAt] == 0;
    }

    /** RFC 6891 6.1.2: options that we do not know are skipped. */
    private boolean readOptions(int from, int to) {
        int at = from;
        while (to - at >= Edns.OPTION_HEAD_BYTES) {
            int length = unsigned16(at + 2);
            int data = at + Edns.OPTION_HEAD_BYTES;
            if (length > to - data) return false;
            switch (unsigned16(at)) {
                case Edns.NSID -> wants |= Edns.WANTS_NSID;
                // RFC 7828 3.1: a time may be there or not.
                case Edns.KEEPALIVE ->
                        wants |=
                                length == 0 || length == 2
                                        ? Edns.WANTS_KEEPALIVE
                                        : Edns.BROKEN_KEEPALIVE;
                case Edns.PADDING -> wants |= Edns.WANTS_PADDING;
                case Edns.COOKIE -> {
                    if (!readCookie(data, length)) return false;
                }
                default -> {}
            }
            at = data + length;
        }
        return at == to;
    }

    private boolean readCookie(int data, int length) {
        if (!Edns.isCookie(length)) return false;
        // Only the first counts (RFC 7873 5.2).
        if (cookieBytes > 0) return true;
        cookieAt = data;
        cookieBytes = length;
        return true;
    }

    private int unsigned16(int at) {
        return ((message[at] & 0xff) << 8) | (message[at + 1] & 0xff);
    }
}

package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Answer.Authoritative;
import dev.homeport.dns.answer.Question.Dnssec;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.util.Arrays;
import java.util.List;

/**
 * Writes replies, and alone decides what is left out when there is no room. Keeps one buffer for
 * all replies, which grows to the longest. Not thread-safe.
 */
final class AnswerEncoder {
    private static final int HEADER_BYTES = QueryDecoder.HEADER_BYTES;
    private static final int RECORD_FIXED_BYTES = 10;
    private static final int FLAG_AA = 0x04;
    private static final int FLAG_TC = 0x02;

    private final NameCompressor names = new NameCompressor();
    private byte[] out;
    private int at;
    private int limit;
    private Dnssec dnssec = Dnssec.UNWANTED;
    private int recordClass;
    private boolean complete;

    AnswerEncoder(int bytesAtFirst) {
        out = new byte[bytesAtFirst];
    }

    /** Whether the reply holds all of its answer, what may be left out included. */
    boolean isComplete() {
        return complete;
    }

    /** The buffer that holds the reply from its first byte on, until the next one is written. */
    byte[] buffer() {
        return out;
    }

    /**
     * How a reply has to be.
     *
     * @param bytesMax of the whole message
     * @param recordClass of the records in it
     * @param udpBytesMax what we say we take, in the OPT record
     */
    record Form(int bytesMax, int recordClass, int udpBytesMax) {}

    /**
     * Writes a reply.
     *
     * @param query bytes that hold the query at an offset, with at least a header
     * @param options go into the OPT record, if the query has one
     * @return the length of the reply in {@link #buffer}
     */
    int encode(
            byte[] query,
            int offset,
            Decoded.Message message,
            Answer answer,
            ReplyOptions options,
            Form form) {
        Edns edns = message.edns();
        dnssec = edns == null ? Dnssec.UNWANTED : edns.dnssec();
        recordClass = form.recordClass;
        limit = form.bytesMax - (edns == null ? 0 : Edns.RECORD_BYTES + options.length());
        begin(query, offset, message.questionBytes());
        boolean whole = section(6, answer.answers());
        whole = whole && section(8, answer.authorities());
        // RFC 9471 3.1: glue that does not fit truncates, other additional records do not.
        whole = whole && section(10, answer.glue());
        complete = whole && optional(answer.additional());
        flags(query, offset, answer, whole);
        if (edns != null) opt(answer, options, form);
        return at;
    }

    private void begin(byte[] query, int offset, int questionBytes) {
        ensure(HEADER_BYTES + questionBytes);
        out[0] = query[offset];
        out[1] = query[offset + 1];
        Arrays.fill(out, 2, HEADER_BYTES, (byte) 0);
        // RFC 4343 4.1: the question is repeated as it was asked, case and all.
        System.arraycopy(query, offset + HEADER_BYTES, out, HEADER_BYTES, questionBytes);
        at = HEADER_BYTES + questionBytes;
        names.clear();
        if (questionBytes == 0) return;
        out[5] = 1;
        names.remember(out, HEADER_BYTES);
    }

    /** Writes a section that must be there; false when it had to be cut short. */
    private boolean section(int countAt, List<Rrset> rrsets) {
        for (int i = 0; i < rrsets.size(); i++) if (!rrset(countAt, rrsets.get(i))) return false;
        return true;
    }

    /** Writes what may be left out; false when something was. */
    private boolean optional(List<Rrset> rrsets) {
        boolean all = true;
        for (int i = 0; i < rrsets.size(); i++) all &= rrset(10, rrsets.get(i));
        return all;
    }

    /** Writes a set and its signatures, all of it or, for want of room, nothing (RFC 2181 9). */
    private boolean rrset(int countAt, Rrset rrset) {
        int start = at;
        int mark = names.mark();
        Rrset signatures = dnssec == Dnssec.WANTED ? rrset.signatures().orElse(null) : null;
        boolean fits = records(rrset, rrset) && (signatures == null || records(signatures, rrset));
        if (!fits) {
            at = start;
            names.forgetDownTo(mark);
            return false;
        }
        int added = rrset.count() + (signatures == null ? 0 : signatures.count());
        put16(countAt, get16(countAt) + added);
        return true;
    }

    private boolean records(Rrset rrset, Rrset owned) {
        byte[] data = rrset.rdatas();
        byte[] owner = owned.owner().wire();
        for (int from = 0; from < data.length; ) {
            int length = ((data[from] & 0xff) << 8) | (data[from + 1] & 0xff);
            // Compression only shortens, so this much room will do; without it, look again after.
            ensure(at + owner.length + RECORD_FIXED_BYTES + length);
            at = names.write(out, at, owner, 0);
            fixedPart(rrset);
            int dataAt = at;
            rdata(rrset.type(), data, from + 2, length);
            put16(dataAt - 2, at - dataAt);
            if (at > limit) return false;
            from += 2 + length;
        }
        return true;
    }

    private void fixedPart(Rrset rrset) {
        put16(at, rrset.type());
        put16(at + 2, recordClass);
        put16(at + 4, rrset.ttl() >>> 16);
        put16(at + 6, rrset.ttl());
        at += RECORD_FIXED_BYTES;
    }

    /** RFC 3597 4: only names in data of the types of RFC 1035 may be compressed. */
    private void rdata(int type, byte[] data, int from, int length) {
        int end = from + length;
        int next = from;
        switch (type) {
            case RecordType.NS,
                    RecordType.MD,
                    RecordType.MF,
                    RecordType.CNAME,
                    RecordType.MB,
                    RecordType.MG,
                    RecordType.MR,
                    RecordType.PTR ->
                    next = name(data, from);
            case RecordType.MX -> {
                copy(data, from, 2);
                next = name(data, from + 2);
            }
            case RecordType.SOA, RecordType.MINFO -> next = name(data, name(data, from));
            default -> {}
        }
        copy(data, next, end - next);
    }

    /** Writes a name out of record data and says where in the data it ends. */
    private int name(byte[] data, int from) {
        at = names.write(out, at, data, from);
        return from + NameCompressor.nameBytes(data, from);
    }

    private void copy(byte[] data, int from, int length) {
        System.arraycopy(data, from, out, at, length);
        at += length;
    }

    private void flags(byte[] query, int offset, Answer answer, boolean whole) {
        int first = 0x80 | (query[offset + 2] & 0x79); // QR, and the asker's opcode and RD
        if (answer.authority() == Authoritative.YES) first |= FLAG_AA;
        if (!whole) first |= FLAG_TC;
        out[2] = (byte) first;
        // RA is off, Z is reserved; RFC 4035 3.1.6: AD and CD are none of an authority's business.
        out[3] = (byte) (answer.rcode() & 0x0f);
    }

    /** RFC 6891 6.1.1: who is asked with OPT answers with OPT. */
    private void opt(Answer answer, ReplyOptions options, Form form) {
        int head = at + Edns.RECORD_BYTES;
        int optionBytes = options.bytesAfter(head, form.bytesMax, answer.error());
        ensure(head + optionBytes);
        out[at] = 0;
        put16(at + 1, RecordType.OPT);
        put16(at + 3, form.udpBytesMax);
        put16(at + 5, (answer.rcode() >> 4) << 8);
        put16(at + 7, dnssec == Dnssec.WANTED ? 0x8000 : 0);
        put16(at + 9, optionBytes);
        at = options.write(out, head, form.bytesMax, answer.error());
        put16(10, get16(10) + 1);
    }

    /** Says of the reply just written that it is not all. */
    void truncate() {
        out[2] |= FLAG_TC;
    }

    private void ensure(int size) {
        if (size > out.length) out = Arrays.copyOf(out, Math.max(size, out.length * 2));
    }

    private int get16(int index) {
        return ((out[index] & 0xff) << 8) | (out[index + 1] & 0xff);
    }

    private void put16(int index, int value) {
        out[index] = (byte) (value >> 8);
        out[index + 1] = (byte) value;
    }
}

package dev.homeport.dns.secondary;

import dev.homeport.dns.secondary.NameReader.Pointers;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.util.Arrays;

/**
 * Reads the messages of a primary record by record: {@link #open} one, then {@link #next} until
 * there is no more. Total: whatever the bytes, a message is read or refused. Made for reuse; holds
 * one message at a time. Not thread-safe.
 */
final class MessageReader {
    static final int HEADER_BYTES = 12;
    private static final int CLASS_IN = 1;
    private static final int RECORD_HEAD_BYTES = 10;

    private final NameReader names = new NameReader();
    private final byte[] name = new byte[DomainName.BYTES_MAX];
    private final byte[] data = new byte[RdataLayout.BYTES_MAX + 2 * DomainName.BYTES_MAX];

    private byte[] message = new byte[HEADER_BYTES];
    private int at;
    private int left;
    private Section section = Section.ANSWER;

    private DomainName owner = DomainName.ROOT;
    private int start;
    private int type;
    private int recordClass;
    private int ttl;
    private int dataAt;
    private int dataEnd;

    private DomainName askedName = DomainName.ROOT;
    private int askedType;

    /** Where in a message a record stands. */
    enum Section {
        ANSWER,
        AUTHORITY,
        ADDITIONAL
    }

    /** Goes to a message's first record. The array is kept until the next message. */
    void open(byte[] bytes) throws BadTransfer {
        if (bytes.length < HEADER_BYTES) throw new BadTransfer("a message without a header");
        message = bytes;
        at = HEADER_BYTES;
        int questions = number(4);
        if (questions > 1) throw new BadTransfer("a message with " + questions + " questions");
        askedType = 0;
        if (questions == 1) question();
        section = Section.ANSWER;
        left = number(6);
    }

    private void question() throws BadTransfer {
        int length = names.read(message, at, message.length, name, 0, Pointers.REFUSED);
        at = names.after();
        if (at + 4 > message.length) throw new BadTransfer("a question is cut off");
        askedName = DomainName.ofWire(name, 0, length);
        askedType = number(at);
        if (number(at + 2) != CLASS_IN) throw new BadTransfer("a question of another class");
        at += 4;
    }

    int id() {
        return number(0);
    }

    boolean isResponse() {
        return (message[2] & 0x80) != 0;
    }

    int opcode() {
        return (message[2] >> 3) & 0xf;
    }

    boolean isAuthoritative() {
        return (message[2] & 0x04) != 0;
    }

    boolean isTruncated() {
        return (message[2] & 0x02) != 0;
    }

    int rcode() {
        return message[3] & 0xf;
    }

    /** Whether the message has a question at all. */
    boolean hasQuestion() {
        return askedType != 0;
    }

    /** Whether the question of the message is this one. */
    boolean asks(DomainName wanted, int wantedType) {
        return askedType == wantedType && askedName.equals(wanted);
    }

    /** Goes to the next record, of whichever section; false behind the last. */
    boolean next() throws BadTransfer {
        while (left == 0) {
            if (section == Section.ADDITIONAL) {
                if (at != message.length) throw new BadTransfer("bytes behind the last record");
                return false;
            }
            section = section == Section.ANSWER ? Section.AUTHORITY : Section.ADDITIONAL;
            left = number(section == Section.AUTHORITY ? 8 : 10);
        }
        left--;
        start = at;
        int length = names.read(message, at, message.length, name, 0, Pointers.FOLLOWED);
        // Records of one owner stand together mostly: one object does for all of them.
        if (!isOwner(length)) owner = DomainName.ofWire(name, 0, length);
        at = names.after();
        if (at + RECORD_HEAD_BYTES > message.length) throw new BadTransfer("a record is cut off");
        type = number(at);
        recordClass = number(at + 2);
        ttl = ttl(at + 4);
        dataAt = at + RECORD_HEAD_BYTES;
        dataEnd = dataAt + number(at + 8);
        if (dataEnd > message.length) throw new BadTransfer("a record is cut off");
        at = dataEnd;
        return true;
    }

    private boolean isOwner(int length) {
        if (owner.length() != length) return false;
        byte[] wire = owner.wire();
        for (int i = 0; i < length; i++) if (wire[i] != DomainName.fold(name[i])) return false;
        return true;
    }

    /** RFC 2181 8: a time to live with its highest bit set is none. */
    private int ttl(int place) {
        return Math.max(0, (int) Serial.number(message, place));
    }

    Section section() {
        return section;
    }

    /** Where the record begins. */
    int start() {
        return start;
    }

    /** Where the record ends. */
    int end() {
        return dataEnd;
    }

    DomainName owner() {
        return owner;
    }

    int type() {
        return type;
    }

    int recordClass() {
        return recordClass;
    }

    /** In seconds. */
    int ttl() {
        return ttl;
    }

    /** Where the record's data begins. */
    int dataStart() {
        return dataAt;
    }

    /** Whether the record can be part of a zone: class IN and not about messages. */
    boolean isZoneRecord() {
        boolean meta =
                type == 0
                        || type == RecordType.OPT
                        || (type >= RecordType.TKEY && type <= RecordType.ANY);
        return recordClass == CLASS_IN && !meta;
    }

    /** The record's data with its names expanded, checked against its type; a copy. */
    byte[] rdata() throws BadTransfer {
        int length = RdataLayout.of(type).expand(message, dataAt, dataEnd, names, data);
        return Arrays.copyOf(data, length);
    }

    private int number(int place) {
        return ((message[place] & 0xff) << 8) | (message[place + 1] & 0xff);
    }
}

package dev.homeport.dns.message;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes messages record by record, owners compressed (RFC 1035 4.1.4). Made for one message after
 * the other; not thread-safe.
 */
public final class MessageWriter {
    /** The longest message that two bytes can tell the length of. */
    public static final int BYTES_MAX = 65_535;

    /** As far as pointers reach: longer messages compress no better. */
    private static final int POINTER_MAX = 0x3fff;

    private static final int FIXED_RECORD_BYTES = 10;

    /** Where the counts of the four sections stand in the header. */
    public enum Section {
        QUESTION(4),
        ANSWER(6),
        AUTHORITY(8),
        ADDITIONAL(10);

        private final int countAt;

        Section(int countAt) {
            this.countAt = countAt;
        }
    }

    private final int bytesWanted;
    private final int bytesMax;
    private final Map<DomainName, Integer> places = new HashMap<>();
    private byte[] bytes;
    private int at;
    private int records;

    /**
     * @param bytesWanted at which a message is full
     * @param bytesMax which a message reaches only when one record alone needs it
     */
    public MessageWriter(int bytesWanted, int bytesMax) {
        this.bytesWanted = bytesWanted;
        this.bytesMax = bytesMax;
        this.bytes = new byte[Math.max(bytesWanted, 512)];
    }

    /** Begins a message. */
    public void begin(int id, int flags) {
        places.clear();
        Arrays.fill(bytes, 0, WireReader.HEADER_BYTES, (byte) 0);
        at = 0;
        records = 0;
        put16(id);
        put16(flags);
        at = WireReader.HEADER_BYTES;
    }

    /** Writes a question. */
    public void ask(DomainName name, int type, int questionClass) {
        putName(name);
        put16(type);
        put16(questionClass);
        count(Section.QUESTION, 1);
    }

    /**
     * Writes one record unless the message is full.
     *
     * @return false when it is full and this record begins the next one
     */
    public boolean add(
            Section section, DomainName owner, int type, int recordClass, long ttl, byte[] rdata) {
        int most = owner.length() + FIXED_RECORD_BYTES + rdata.length;
        if (at + most > (records == 0 ? bytesMax : bytesWanted)) return false;
        if (at + most > bytes.length) bytes = Arrays.copyOf(bytes, at + most);
        putName(owner);
        put16(type);
        put16(recordClass);
        put16((int) (ttl >> 16));
        put16((int) ttl);
        put16(rdata.length);
        System.arraycopy(rdata, 0, bytes, at, rdata.length);
        at += rdata.length;
        records++;
        count(section, 1);
        return true;
    }

    /** Writes the only record of a set, or its first. */
    public boolean addFirst(Section section, Rrset rrset) {
        byte[] rdata = rrset.rdata().getFirst();
        return add(
                section, rrset.owner(), rrset.type(), MessageRecord.CLASS_IN, rrset.ttl(), rdata);
    }

    /** Whether there is a record in the message. */
    public boolean hasRecords() {
        return records > 0;
    }

    /** The message. */
    public byte[] message() {
        return Arrays.copyOf(bytes, at);
    }

    private void count(Section section, int more) {
        int place = section.countAt;
        int value = (((bytes[place] & 0xff) << 8) | (bytes[place + 1] & 0xff)) + more;
        bytes[place] = (byte) (value >> 8);
        bytes[place + 1] = (byte) value;
    }

    private void putName(DomainName name) {
        if (at + name.length() + FIXED_RECORD_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + 512);
        }
        DomainName rest = name;
        while (rest.length() > 1) {
            Integer place = places.get(rest);
            if (place != null) {
                put16(0xc000 | place);
                return;
            }
            if (at <= POINTER_MAX) places.put(rest, at);
            int label = rest.at(0) + 1;
            System.arraycopy(rest.wire(), 0, bytes, at, label);
            at += label;
            rest = rest.parent();
        }
        bytes[at++] = 0;
    }

    private void put16(int value) {
        bytes[at++] = (byte) (value >> 8);
        bytes[at++] = (byte) value;
    }
}

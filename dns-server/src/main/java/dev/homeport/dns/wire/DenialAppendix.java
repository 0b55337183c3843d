package dev.homeport.dns.wire;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What has to be known of a denial beside its bytes so that it serves for other names with the same
 * closest encloser: where its compression pointers are, and which names would be compressed in
 * another way because they share more than the encloser with a name in the SOA record.
 *
 * <pre>
 *   pointers (8 bits), each from the question's end (16); guards (8), each a label behind its length
 * </pre>
 */
final class DenialAppendix {
    private static final int HEADER_BYTES = QueryDecoder.HEADER_BYTES;
    private static final int SOA_NAMES = 2;
    private static final int POINTERS_MAX = 1 + SOA_NAMES;

    private final byte[] reply;
    private final int questionEnd;
    private final int encloserAt;
    private final byte[] bytes = new byte[2 + 2 * POINTERS_MAX + SOA_NAMES * DomainName.BYTES_MAX];
    private int pointers;
    private int length = 1;

    private DenialAppendix(byte[] reply, int nameBytes, int encloser) {
        this.reply = reply;
        this.questionEnd = HEADER_BYTES + nameBytes + 4;
        this.encloserAt = HEADER_BYTES + encloser;
    }

    /**
     * Studies a denial.
     *
     * @param reply with a question, no answers, and in its authority section nothing or a SOA
     *     record
     * @param nameBytes of the name in the question
     * @param encloser where in that name the closest encloser begins
     * @param zone that denies the name, null when none is served that could
     * @return null when the denial holds for this name only
     */
    static @Nullable DenialAppendix of(
            byte[] reply, int nameBytes, int encloser, @Nullable Zone zone) {
        if (get16(reply, 6) != 0 || get16(reply, 8) != (zone == null ? 0 : 1)) return null;
        var appendix = new DenialAppendix(reply, nameBytes, encloser);
        if (zone == null) return appendix.withoutPointers();
        return appendix.readSoa() && appendix.guard(zone) ? appendix : null;
    }

    private DenialAppendix withoutPointers() {
        length = 2;
        return this;
    }

    private boolean readSoa() {
        int fixed = name(questionEnd);
        if (fixed == 0 || get16(reply, fixed) != RecordType.SOA) return false;
        int rname = name(fixed + 10);
        if (rname == 0 || name(rname) == 0) return false;
        bytes[0] = (byte) pointers;
        return true;
    }

    /**
     * Notes the pointer of a name and says where the name ends; 0 when it is of no use to others.
     */
    private int name(int from) {
        int at = from;
        while (reply[at] > 0) at += reply[at] + 1;
        if (reply[at] == 0) return at + 1;
        int target = get16(reply, at) & 0x3fff;
        // This name and the question's share more than the encloser.
        if (target < encloserAt) return 0;
        put16(bytes, length, at - questionEnd);
        length += 2;
        pointers++;
        return at + 2;
    }

    /**
     * Names whose label below the encloser is that of a name in the SOA need a denial of their own.
     */
    private boolean guard(Zone zone) {
        byte[] soa = zone.negativeSoa().rdatas();
        int guardsAt = length++;
        int rname = 2 + NameCompressor.nameBytes(soa, 2);
        for (int at : new int[] {2, rname}) {
            DomainName name = DomainName.ofWire(soa, at, NameCompressor.nameBytes(soa, at));
            int label = labelBelowEncloser(name);
            if (label < 0) continue;
            System.arraycopy(name.wire(), label, bytes, length, name.at(label) + 1);
            length += name.at(label) + 1;
            bytes[guardsAt]++;
        }
        return true;
    }

    /** Where the label stands that a name has right below the encloser; -1 if it is not below. */
    private int labelBelowEncloser(DomainName name) {
        DomainName encloser = DomainName.ofWire(reply, encloserAt, questionEnd - 4 - encloserAt);
        if (!name.isBelow(encloser)) return -1;
        int label = 0;
        while (name.length() - label - name.at(label) - 1 > encloser.length()) {
            label += name.at(label) + 1;
        }
        return label;
    }

    int bytes() {
        return length;
    }

    void writeTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    /** Whether a name needs a denial of its own. */
    static boolean clashes(byte[] kept, int appendixAt, byte[] name, int labelAt) {
        int at = appendixAt + 1 + 2 * kept[appendixAt];
        int guards = kept[at++];
        for (int i = 0; i < guards; i++) {
            int bytes = kept[at] + 1;
            if (Arrays.equals(kept, at, at + bytes, name, labelAt, labelAt + name[labelAt] + 1)) {
                return true;
            }
            at += bytes;
        }
        return false;
    }

    /** Moves the pointers of a denial that was copied behind a question of another length. */
    static void movePointers(
            byte[] kept, int appendixAt, byte[] reply, int questionEnd, int longer) {
        for (int i = 0; i < kept[appendixAt]; i++) {
            int at = questionEnd + get16(kept, appendixAt + 1 + 2 * i);
            put16(reply, at, get16(reply, at) + longer);
        }
    }

    private static int get16(byte[] array, int at) {
        return (array[at] & 0xff) << 8 | (array[at + 1] & 0xff);
    }

    private static void put16(byte[] array, int at, int value) {
        array[at] = (byte) (value >> 8);
        array[at + 1] = (byte) value;
    }
}

package dev.homeport.dns.zone;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A domain name in wire form with its letters folded to lower case, so that equality is the
 * equality of RFC 4343. Immutable and safe to share between threads.
 */
public final class DomainName implements Comparable<DomainName> {
    /** The longest name in bytes, the root label included (RFC 1035 2.3.4). */
    public static final int BYTES_MAX = 255;

    /** The name of the root. */
    public static final DomainName ROOT = new DomainName(new byte[] {0});

    private static final byte[] FOLDED = foldedBytes();

    private final byte[] wire;
    private final int hash;

    private DomainName(byte[] folded) {
        this.wire = folded;
        this.hash = hash(folded, 0, folded.length);
    }

    /**
     * Copies and folds an uncompressed name that is known to be well formed.
     *
     * @param bytes holds the name
     * @param offset of the first length byte
     * @param length of the name with its root label
     */
    public static DomainName ofWire(byte[] bytes, int offset, int length) {
        byte[] folded = new byte[length];
        for (int i = 0; i < length; i++) folded[i] = fold(bytes[offset + i]);
        return new DomainName(folded);
    }

    /** The same name as dnsjava holds it, folded. */
    public static DomainName of(org.xbill.DNS.Name name) {
        byte[] bytes = name.toWireCanonical();
        return ofWire(bytes, 0, bytes.length);
    }

    /**
     * Folds one byte as RFC 4343 section 3 says: only ASCII letters have case. A length byte is at
     * most 63 and so never changes.
     */
    public static byte fold(byte b) {
        return FOLDED[b & 0xff];
    }

    private static byte[] foldedBytes() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
        }
        return table;
    }

    /** How many bytes the name takes on the wire. */
    public int length() {
        return wire.length;
    }

    /** The byte at an index of the wire form. */
    public byte at(int index) {
        return wire[index];
    }

    /** Copies the wire form to a place in an array. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(wire, 0, target, offset, wire.length);
    }

    /** Labels without the root label: {@code www.foobar.com} has three. */
    public int labels() {
        int count = 0;
        for (int i = 0; wire[i] != 0; i += wire[i] + 1) count++;
        return count;
    }

    /** The name without its first label; the root's parent is the root. */
    public DomainName parent() {
        return wire.length == 1 ? this : suffix(wire[0] + 1);
    }

    /** The name from a label boundary on. */
    public DomainName suffix(int offset) {
        return offset == 0 ? this : new DomainName(Arrays.copyOfRange(wire, offset, wire.length));
    }

    /** Whether this name is the other one or lies below it. */
    public boolean isAtOrBelow(DomainName ancestor) {
        int start = wire.length - ancestor.wire.length;
        if (start < 0) return false;
        int i = 0;
        while (i < start) i += wire[i] + 1;
        return i == start && same(wire, start, ancestor.wire);
    }

    /** Whether this name lies below the other one. */
    public boolean isBelow(DomainName ancestor) {
        return wire.length > ancestor.wire.length && isAtOrBelow(ancestor);
    }

    /** Whether the first label is a single asterisk (RFC 4592 2.1.1). */
    public boolean isWildcard() {
        return wire.length > 2 && wire[0] == 1 && wire[1] == '*';
    }

    /** The name without its first labels, of which there must be so many. */
    public DomainName ancestor(int labelsLess) {
        return suffix(NameTree.labelOffset(wire, 0, labelsLess));
    }

    /**
     * The wildcard right below this name (RFC 4592 2.1.1), which must leave two bytes of room: any
     * name that something does or could lie below.
     */
    public DomainName wildcard() {
        byte[] joined = new byte[wire.length + 2];
        joined[0] = 1;
        joined[1] = '*';
        System.arraycopy(wire, 0, joined, 2, wire.length);
        return new DomainName(joined);
    }

    /** Whether the bytes up to an end are this name; they must be folded already. */
    boolean matches(byte[] folded, int offset, int end) {
        return end - offset == wire.length && same(folded, offset, wire);
    }

    /** The wire form: shared, never to be written to. */
    public byte[] wire() {
        return wire;
    }

    private static boolean same(byte[] bytes, int offset, byte[] other) {
        return Arrays.equals(bytes, offset, offset + other.length, other, 0, other.length);
    }

    /** Spreads well enough for tables whose keys the operator chooses, not a stranger. */
    static int hash(byte[] bytes, int from, int to) {
        int h = 0;
        for (int i = from; i < to; i++) h = 31 * h + bytes[i];
        h *= 0x9E3779B9;
        return h ^ (h >>> 15);
    }

    /** Canonical order of RFC 4034 6.1: label by label from the root, bytes unsigned. */
    @Override
    public int compareTo(DomainName other) {
        int[] mine = labelOffsets();
        int[] theirs = other.labelOffsets();
        for (int i = 1; i <= Math.min(mine.length, theirs.length); i++) {
            int a = mine[mine.length - i];
            int b = theirs[theirs.length - i];
            int order =
                    Arrays.compareUnsigned(
                            wire, a + 1, a + 1 + wire[a], other.wire, b + 1, b + 1 + other.wire[b]);
            if (order != 0) return order;
        }
        return Integer.compare(mine.length, theirs.length);
    }

    private int[] labelOffsets() {
        int[] offsets = new int[labels()];
        for (int i = 0, at = 0; i < offsets.length; i++, at += wire[at] + 1) offsets[i] = at;
        return offsets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainName name
                && hash == name.hash
                && Arrays.equals(wire, name.wire);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Presentation form with a final dot, specials escaped (RFC 1035 5.1, RFC 4343 2.1). */
    @Override
    public String toString() {
        if (wire.length == 1) return ".";
        StringBuilder text = new StringBuilder(wire.length);
        for (int i = 0; wire[i] != 0; i += wire[i] + 1) {
            appendLabel(text, new String(wire, i + 1, wire[i], StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static void appendLabel(StringBuilder text, String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                text.append(String.format("\\%03d", (int) c));
            } else {
                if (".\\\"();@$".indexOf(c) >= 0) text.append('\\');
                text.append(c);
            }
        }
        text.append('.');
    }
}

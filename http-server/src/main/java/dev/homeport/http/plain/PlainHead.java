package dev.homeport.http.plain;

import dev.homeport.http.HttpLimits;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a request from the bytes, if it is whole and plain: GET or HEAD of a path over HTTP/1.1, on
 * a connection that stays, without content, with known fields only, each as RFC 9112 writes it.
 *
 * <p>It decides nothing about a request: whatever is not plain is left to those who judge. What it
 * takes for plain, they take for one whole message too, which {@code PlainHeadTest} holds. Used by
 * one thread; reading makes no object.
 */
public final class PlainHead {
    /** A longer head is not plain. */
    public static final int BYTES_MAX = 4096;

    private static final byte[] GET = ascii("GET ");
    private static final byte[] HEAD = ascii("HEAD ");
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final int IMF_FIXDATE_LENGTH = 29;

    /** What may stand in a target, and in a value. */
    private static final byte[] CLASSES = classes();

    private static final int TARGET = 1;
    private static final int VALUE = 2;

    private final int lineBytesMax;
    private final int fieldBytesMax;
    private final int fieldCountMax;

    private byte[] bytes = new byte[0];
    private int end;
    private int lineStart;
    private int lineEnd;
    private int seen;
    private final int[] starts = new int[PlainField.NOTED];
    private final int[] ends = new int[PlainField.NOTED];

    /** Reads what is within {@code limits}. */
    public PlainHead(HttpLimits limits) {
        lineBytesMax = limits.requestLineBytesMax();
        fieldBytesMax = limits.headerBytesMax();
        fieldCountMax = limits.headerCountMax();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 0; c < classes.length; c++) {
            // RFC 9110 5.5: visible characters, spaces, tabs and obs-text.
            if (c == '\t' || (c >= ' ' && c != 0x7f)) classes[c] |= VALUE;
            if (c > ' ' && c < 0x7f) classes[c] |= TARGET;
        }
        return classes;
    }

    /**
     * Reads the request that starts at {@code from} and is followed by nothing, or by further
     * bytes.
     *
     * @param to where the bytes end; no more than {@link #BYTES_MAX} of them are looked at
     * @return its length, or 0 when it is not plain or not whole
     */
    public int read(byte[] in, int from, int to) {
        bytes = in;
        end = Math.min(to, from + BYTES_MAX);
        seen = 0;
        int fields = requestLine(from);
        return fields < 0 ? 0 : fields(fields) - from;
    }

    /** Gives the place of the first field, or -1. */
    private int requestLine(int start) {
        int target = start + (startsWith(start, GET) ? GET.length : HEAD.length);
        if (target == start + HEAD.length && !startsWith(start, HEAD)) return -1;
        if (target >= end || bytes[target] != '/') return -1;
        int at = skip(target, TARGET);
        lineStart = start;
        lineEnd = at;
        int next = at + VERSION.length;
        boolean fits = next - 2 - start <= lineBytesMax;
        return fits && startsWith(at, VERSION) ? next : -1;
    }

    private boolean startsWith(int at, byte[] text) {
        if (end - at < text.length) return false;
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) return false;
        }
        return true;
    }

    /** The first place from {@code at} on where something else than {@code kind} stands. */
    private int skip(int at, int kind) {
        int i = at;
        while (i < end && (CLASSES[bytes[i] & 0xff] & kind) != 0) i++;
        return i;
    }

    /** Gives the place behind the empty line, or the start of the request when it is not plain. */
    private int fields(int start) {
        int at = start;
        for (int count = 0; at + 1 < end && count <= fieldCountMax; count++) {
            if (bytes[at] == '\r') return isEnd(at, start) ? at + 2 : lineStart;
            at = field(at);
            if (at < 0) return lineStart;
        }
        return lineStart;
    }

    /** RFC 9112 3.2: a request names its host. */
    private boolean isEnd(int at, int start) {
        boolean hosted = (seen & 1) != 0;
        return bytes[at + 1] == '\n' && hosted && at - start <= fieldBytesMax;
    }

    /** Gives the place of the next line, or -1. */
    private int field(int start) {
        int colon = start;
        int hash = 0;
        for (; colon < end && bytes[colon] != ':'; colon++) {
            hash = PlainField.hash(hash, bytes[colon]);
        }
        int field = PlainField.find(hash, bytes, start, colon);
        if (field < 0 || colon == end) return -1;
        int stop = skip(colon + 1, VALUE);
        if (end - stop < 2 || bytes[stop] != '\r' || bytes[stop + 1] != '\n') return -1;
        return isPlain(field, colon + 1, stop) ? stop + 2 : -1;
    }

    // The number is the one that PlainField.find gave.
    @SuppressWarnings("EnumOrdinal")
    private boolean isPlain(int field, int start, int stop) {
        if (field == PlainField.OTHER.ordinal()) return true;
        int first = start;
        int last = stop;
        while (first < last && isBlank(bytes[first])) first++;
        while (first < last && isBlank(bytes[last - 1])) last--;
        if (field == PlainField.CONNECTION.ordinal()) return isKeepAlive(first, last);
        // Two lines of one name are for those who know what that means.
        if ((seen & 1 << field) != 0) return false;
        seen |= 1 << field;
        starts[field] = first;
        ends[field] = last;
        // The oldest form of a date leaves out the century, which then depends on today.
        boolean dated = field == PlainField.IF_MODIFIED_SINCE.ordinal();
        return !dated || last - first == IMF_FIXDATE_LENGTH;
    }

    private boolean isKeepAlive(int start, int stop) {
        if (stop - start != KEEP_ALIVE.length) return false;
        for (int i = 0; i < KEEP_ALIVE.length; i++) {
            int c = bytes[start + i];
            int folded = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
            if (folded != KEEP_ALIVE[i]) return false;
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /**
     * Writes what an answer may depend on (see {@link dev.homeport.http.Standing}) to {@code key},
     * which has room for {@link #BYTES_MAX}, and gives its length: method and target, and each
     * field of the question behind a line feed, which stands in none of them.
     */
    public int key(byte[] key) {
        int length = copy(lineStart, lineEnd, key, 0);
        for (int field = 0; field < PlainField.QUESTION; field++) {
            key[length++] = '\n';
            // A field without a value is not the same as none.
            if ((seen & 1 << field) == 0) continue;
            key[length++] = ':';
            length = copy(starts[field], ends[field], key, length);
        }
        return length;
    }

    private int copy(int start, int stop, byte[] key, int at) {
        System.arraycopy(bytes, start, key, at, stop - start);
        return at + stop - start;
    }

    /** The value of {@code Referer}, or an empty text. */
    // The number is the one that PlainField.find gave.
    @SuppressWarnings("EnumOrdinal")
    public String referer(Recalled recalled) {
        return text(PlainField.REFERER.ordinal(), recalled);
    }

    /** The value of {@code User-Agent}, or an empty text. */
    // The number is the one that PlainField.find gave.
    @SuppressWarnings("EnumOrdinal")
    public String userAgent(Recalled recalled) {
        return text(PlainField.USER_AGENT.ordinal(), recalled);
    }

    private String text(int field, Recalled recalled) {
        if ((seen & 1 << field) == 0) return "";
        return recalled.text(bytes, starts[field], ends[field]);
    }

    /** The text last made of some bytes, for those that come again and again on a connection. */
    public static final class Recalled {
        private byte[] bytes = new byte[0];
        private String text = "";

        private String text(byte[] in, int start, int stop) {
            if (!Arrays.equals(in, start, stop, bytes, 0, bytes.length)) {
                bytes = Arrays.copyOfRange(in, start, stop);
                text = new String(bytes, StandardCharsets.ISO_8859_1);
            }
            return text;
        }
    }
}

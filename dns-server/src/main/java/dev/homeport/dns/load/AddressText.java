package dev.homeport.dns.load;

/** Reads addresses strictly as RFC 1035 3.4.1 and RFC 4291 2.2 write them. */
final class AddressText {
    private static final int BYTES4 = 4;
    private static final int BYTES6 = 16;
    private static final int GROUP_DIGITS_MAX = 4;

    private AddressText() {}

    /** Puts the four bytes of an address; false when the word is none. */
    static boolean put4(byte[] text, int from, int end, Bytes out) {
        int before = out.length();
        int at = from;
        for (int i = 0; i < BYTES4; i++) {
            int start = at;
            int value = 0;
            while (at < end && Escapes.isDigit(text[at]) && at - start < 3) {
                value = value * 10 + text[at++] - '0';
            }
            // A leading zero means octal to some readers, so it means nothing here.
            boolean odd = at == start || value > 255 || (at - start > 1 && text[start] == '0');
            boolean last = i == BYTES4 - 1;
            if (odd || (last ? at != end : at == end || text[at] != '.')) {
                out.cutTo(before);
                return false;
            }
            out.put(value);
            at++;
        }
        return true;
    }

    /** Puts the sixteen bytes of an address; false when the word is none. */
    static boolean put6(byte[] text, int from, int end, Bytes out) {
        int before = out.length();
        int gap = groups(text, from, end, out);
        int put = out.length() - before;
        if (gap == BAD || (gap == NONE ? put != BYTES6 : put > BYTES6 - 2)) {
            out.cutTo(before);
            return false;
        }
        if (gap != NONE) spread(out, before + gap, BYTES6 - put);
        return true;
    }

    private static final int NONE = -1;
    private static final int BAD = -2;

    /** Puts the groups that are written; gives the place of the double colon among them. */
    private static int groups(byte[] text, int from, int end, Bytes out) {
        int before = out.length();
        int gap = NONE;
        int at = from;
        if (end - at >= 2 && text[at] == ':' && text[at + 1] == ':') {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            int groupEnd = groupEnd(text, at, end);
            if (groupEnd < end && text[groupEnd] == '.') {
                return put4(text, at, end, out) ? gap : BAD;
            }
            if (out.length() - before >= BYTES6 || !putGroup(text, at, groupEnd, out)) return BAD;
            at = groupEnd;
            if (at == end) break;
            if (text[at++] != ':' || at == end) return BAD;
            if (text[at] == ':') {
                if (gap != NONE) return BAD;
                gap = out.length() - before;
                at++;
            }
        }
        return gap;
    }

    private static int groupEnd(byte[] text, int from, int end) {
        int at = from;
        while (at < end && HexText.digit(text[at]) >= 0) at++;
        return at;
    }

    private static boolean putGroup(byte[] text, int from, int end, Bytes out) {
        if (from == end || end - from > GROUP_DIGITS_MAX) return false;
        int value = 0;
        for (int i = from; i < end; i++) value = value << 4 | HexText.digit(text[i]);
        out.put16(value);
        return true;
    }

    /** Moves what stands behind the double colon to the end and fills up with zeros. */
    private static void spread(Bytes out, int at, int zeros) {
        int old = out.length();
        for (int i = 0; i < zeros; i++) out.put(0);
        byte[] array = out.array();
        System.arraycopy(array, at, array, at + zeros, old - at);
        java.util.Arrays.fill(array, at, at + zeros, (byte) 0);
    }
}

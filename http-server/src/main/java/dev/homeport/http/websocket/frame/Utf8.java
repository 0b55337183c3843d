package dev.homeport.http.websocket.frame;

/** Checks UTF-8 as its bytes come (RFC 3629 4): the first byte that cannot be is refused. */
final class Utf8 {
    private static final int CONTINUATION_MIN = 0x80;
    private static final int CONTINUATION_MAX = 0xbf;

    private int missing;
    private int min = CONTINUATION_MIN;
    private int max = CONTINUATION_MAX;

    /** Whether the bytes so far and these may begin a text. */
    boolean admit(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (missing == 0) {
                while (at < to && bytes[at] >= 0) at++; // ASCII, which is most of it.
                if (at == to) return true;
                if (!lead(bytes[at++] & 0xff)) return false;
            } else if (!follow(bytes[at++] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text may end here. */
    boolean isComplete() {
        return missing == 0;
    }

    private boolean lead(int b) {
        if (b >= 0xc2 && b <= 0xdf) return expect(1, CONTINUATION_MIN, CONTINUATION_MAX);
        return switch (b) {
            case 0xe0 -> expect(2, 0xa0, CONTINUATION_MAX); // No longer form than needed.
            case 0xed -> expect(2, CONTINUATION_MIN, 0x9f); // No surrogates.
            case 0xf0 -> expect(3, 0x90, CONTINUATION_MAX);
            case 0xf4 -> expect(3, CONTINUATION_MIN, 0x8f); // Nothing above U+10FFFF.
            case 0xf1, 0xf2, 0xf3 -> expect(3, CONTINUATION_MIN, CONTINUATION_MAX);
            default -> b > 0xe0 && b <= 0xef && expect(2, CONTINUATION_MIN, CONTINUATION_MAX);
        };
    }

    private boolean expect(int bytes, int nextMin, int nextMax) {
        missing = bytes;
        min = nextMin;
        max = nextMax;
        return true;
    }

    private boolean follow(int b) {
        boolean fits = b >= min && b <= max;
        missing--;
        min = CONTINUATION_MIN;
        max = CONTINUATION_MAX;
        return fits;
    }

    /** Whether all of {@code bytes} is UTF-8. */
    static boolean isWhole(byte[] bytes, int from, int to) {
        Utf8 check = new Utf8();
        return check.admit(bytes, from, to) && check.isComplete();
    }
}

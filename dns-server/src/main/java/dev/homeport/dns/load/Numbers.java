package dev.homeport.dns.load;

/** Reads plain decimal numbers. */
final class Numbers {
    private static final int DIGITS_MAX = 18;

    private Numbers() {}

    /** The number; -1 when the text is not 1 to 18 digits. */
    static long parse(byte[] text, int from, int end) {
        if (from >= end || end - from > DIGITS_MAX) return -1;
        long value = 0;
        for (int i = from; i < end; i++) {
            if (!Escapes.isDigit(text[i])) return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}

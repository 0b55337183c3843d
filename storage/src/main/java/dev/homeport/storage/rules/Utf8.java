package dev.homeport.storage.rules;

import java.util.Comparator;

/** Java strings measured and ordered as the UTF-8 bytes that engines keep of them. Stateless. */
public final class Utf8 {
    /** Orders strings as engines order their UTF-8 bytes, which is by code point. */
    public static final Comparator<String> ORDER = Utf8::compare;

    /** The length of a string that has no UTF-8 form because of an unpaired surrogate. */
    public static final int ILL_FORMED = -1;

    private Utf8() {}

    /** How many bytes {@code text} takes in UTF-8, or {@link #ILL_FORMED}. */
    public static int length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) continue;
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                // Two chars are four bytes.
                bytes += 2;
                i++;
            } else {
                return ILL_FORMED;
            }
        }
        return bytes;
    }

    private static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) return Integer.compare(rank(a), rank(b));
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above U+FFFF and so sort behind every other char. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}

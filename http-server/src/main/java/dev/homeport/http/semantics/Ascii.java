package dev.homeport.http.semantics;

import java.util.BitSet;

/** Strict readers for the small ASCII grammars that header fields are made of. */
public final class Ascii {
    private static final BitSet TOKEN = new BitSet(128);

    static {
        // RFC 9110 5.6.2: tchar.
        "!#$%&'*+-.^_`|~".chars().forEach(TOKEN::set);
        TOKEN.set('0', '9' + 1);
        TOKEN.set('a', 'z' + 1);
        TOKEN.set('A', 'Z' + 1);
    }

    private Ascii() {}

    /** Whether {@code c} may stand in a token (RFC 9110 5.6.2). */
    public static boolean isTokenCharacter(int c) {
        return c < 128 && TOKEN.get(c);
    }

    /** Whether {@code text} is a token: not empty, and only of its characters. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) return false;
        }
        return !text.isEmpty();
    }

    /** Whether {@code c} is one of the ten digits. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit, or -1. */
    public static int hex(int c) {
        if (isDigit(c)) return c - '0';
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** The value of 1 to 18 digits and nothing else, or -1. */
    public static long decimal(CharSequence text) {
        if (text.length() == 0 || text.length() > 18) return -1;
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** {@code text} with A to Z in lower case; other characters stay. */
    public static String lower(String text) {
        int i = 0;
        while (i < text.length() && !isUpper(text.charAt(i))) i++;
        if (i == text.length()) return text;
        char[] lower = text.toCharArray();
        for (; i < lower.length; i++) {
            if (isUpper(lower[i])) lower[i] = (char) (lower[i] | 0x20);
        }
        return new String(lower);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** {@code text} without spaces and tabs around it (RFC 9110 5.6.3). */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) start++;
        while (start < end && isBlank(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

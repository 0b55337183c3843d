package dev.homeport.log;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes texts of strangers harmless in a log: the result is printable ASCII on one line, and cannot
 * end the field it stands in, so that nobody writes lines of his own or talks to the reader's
 * terminal.
 */
final class Escape {
    /** A field is cut here; a request line is shorter by default. */
    static final int FIELD_CHARS_MAX = 8 * 1024;

    private static final HexFormat HEX = HexFormat.of();
    private static final String CUT = "...";
    private static final boolean[] HARMLESS_IN_QUOTES = harmlessFrom(0x20);
    private static final boolean[] HARMLESS_BETWEEN_BLANKS = harmlessFrom(0x21);

    private Escape() {}

    /**
     * Inside quotation marks, as Apache httpd escapes: {@code \"}, {@code \\}, {@code \n}, {@code
     * \x1b}.
     */
    static void quoted(String text, StringBuilder line) {
        int end = Math.min(text.length(), FIELD_CHARS_MAX);
        for (int i = appendHarmless(HARMLESS_IN_QUOTES, text, end, line); i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> plainOrHex(c, line);
            }
        }
        if (end < text.length()) line.append(CUT);
    }

    /**
     * Between blanks: blanks, quotation marks and backslashes become {@code \x20} too; empty is a
     * dash.
     */
    static void word(String text, StringBuilder line) {
        if (text.isEmpty()) line.append('-');
        int end = Math.min(text.length(), FIELD_CHARS_MAX);
        for (int i = appendHarmless(HARMLESS_BETWEEN_BLANKS, text, end, line); i < end; i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '"' || c == '\\') hex((byte) c, line);
            else plainOrHex(c, line);
        }
        if (end < text.length()) line.append(CUT);
    }

    /**
     * Inside a JSON string (RFC 8259 7); everything but printable ASCII as {@code \}{@code uXXXX}.
     */
    static void json(String text, StringBuilder line) {
        int end = Math.min(text.length(), FIELD_CHARS_MAX);
        for (int i = appendHarmless(HARMLESS_IN_QUOTES, text, end, line); i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isPrintable(c)) line.append(c);
                    else unicode(isHalf(text, i, end) ? '\uFFFD' : c, line);
                }
            }
        }
        if (end < text.length()) line.append(CUT);
    }

    /**
     * Appends the text up to the first char that some form escapes, and tells where that is. Nearly
     * every text is harmless to its end, and then this is one copy.
     */
    private static int appendHarmless(
            boolean[] harmless, String text, int end, StringBuilder line) {
        int length = 0;
        while (length < end && harmless[Math.min(text.charAt(length), 127)]) length++;
        line.append(text, 0, length);
        return length;
    }

    private static boolean[] harmlessFrom(int first) {
        var harmless = new boolean[128];
        for (int c = first; c < 0x7F; c++) harmless[c] = c != '"' && c != '\\';
        return harmless;
    }

    private static void plainOrHex(char c, StringBuilder line) {
        if (isPrintable(c)) {
            line.append(c);
        } else if (c <= 0xFF) {
            hex((byte) c, line);
        } else {
            // No byte of HTTP; a half of a pair becomes a question mark.
            for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) hex(b, line);
        }
    }

    private static boolean isPrintable(char c) {
        return c >= 0x20 && c < 0x7F;
    }

    /** A surrogate without its partner, which no JSON reader has to accept (RFC 8259 8.2). */
    private static boolean isHalf(String text, int i, int end) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= end || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void hex(byte b, StringBuilder line) {
        line.append("\\x");
        HEX.toHexDigits(line, b);
    }

    private static void unicode(char c, StringBuilder line) {
        line.append("\\u").append(HEX.toHexDigits(c));
    }
}

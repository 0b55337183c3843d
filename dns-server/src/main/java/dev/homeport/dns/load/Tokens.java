package dev.homeport.dns.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words of one entry of a master file (RFC 1035 5.1), as places in its bytes. Reused for one
 * entry after the other. Not thread-safe.
 */
final class Tokens {
    private byte[] text;
    private int count;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] lines = new int[16];
    private int[] columns = new int[16];
    private boolean[] quoted = new boolean[16];

    Tokens(byte[] text) {
        this.text = text;
    }

    /** The bytes all places are in. */
    byte[] text() {
        return text;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** Starts anew with words in other bytes. */
    void clear(byte[] other) {
        text = other;
        count = 0;
    }

    /**
     * Adds a word.
     *
     * @param start of the word, escapes included, behind the quote if there is one
     * @param end behind its last byte
     */
    void add(int start, int end, boolean inQuotes, int line, int column) {
        if (count == starts.length) grow();
        starts[count] = start;
        ends[count] = end;
        quoted[count] = inQuotes;
        lines[count] = line;
        columns[count] = column;
        count++;
    }

    private void grow() {
        int room = count * 2;
        starts = Arrays.copyOf(starts, room);
        ends = Arrays.copyOf(ends, room);
        lines = Arrays.copyOf(lines, room);
        columns = Arrays.copyOf(columns, room);
        quoted = Arrays.copyOf(quoted, room);
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    int length(int token) {
        return ends[token] - starts[token];
    }

    boolean isQuoted(int token) {
        return quoted[token];
    }

    int line(int token) {
        return lines[token];
    }

    int column(int token) {
        return columns[token];
    }

    /** Whether a word in quotes stands right behind the one before, as in {@code alpn="h2"}. */
    boolean isJoined(int token) {
        return token > 0 && quoted[token] && starts[token] - 1 == ends[token - 1];
    }

    /** Whether it is this word, in upper case, however its letters are written. */
    boolean is(int token, String word) {
        if (quoted[token] || length(token) != word.length()) return false;
        for (int i = 0; i < word.length(); i++) {
            byte b = text[starts[token] + i];
            if ((b >= 'a' && b <= 'z' ? b - 32 : b) != word.charAt(i)) return false;
        }
        return true;
    }

    /** The word as it is written, for people and rare cases, each byte one character. */
    String string(int token) {
        return new String(text, starts[token], length(token), StandardCharsets.ISO_8859_1);
    }

    /** The word for a message: as UTF-8, and not too long. */
    String shown(int token) {
        int most = 60;
        boolean whole = length(token) <= most;
        int length = whole ? length(token) : most;
        String start = new String(text, starts[token], length, StandardCharsets.UTF_8);
        StringBuilder shown = new StringBuilder();
        start.codePoints()
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .forEach(shown::appendCodePoint);
        return whole ? shown.toString() : shown.append('…').toString();
    }
}

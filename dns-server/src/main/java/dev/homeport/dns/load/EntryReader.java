package dev.homeport.dns.load;

/**
 * Cuts the bytes of a master file into entries (RFC 1035 5.1) and finds its way back after a
 * mistake, so that one bad entry does not hide the next. Total: any bytes give entries and an end.
 * Not thread-safe.
 */
final class EntryReader {
    private static final byte WORD = 0;
    private static final byte BLANK = 1;
    private static final byte LINE_END = 2;
    private static final byte COMMENT = 3;
    private static final byte PARENTHESIS = 4;
    private static final byte QUOTE = 5;
    private static final byte ESCAPE = 6;
    private static final byte NUL = 7;

    private static final byte[] KINDS = kinds();

    /** How a step ended. */
    enum Step {
        /** An entry stands in the tokens. */
        ENTRY,
        /** An entry could not be cut; {@link #broken} says why, and reading goes on behind it. */
        BROKEN,
        /** There is nothing more. */
        END
    }

    /** Why an entry could not be cut. */
    record Broken(int line, int column, String message, String remedy) {}

    private final byte[] text;
    private final Tokens tokens;
    private Broken broken = new Broken(0, 0, "", "");
    private boolean startsBlank;
    private int at;
    private int line = 1;
    private int lineStart;

    // Of the entry being read:
    private int depth;
    private int openedLine;
    private int openedColumn;
    private int resumeAt;

    EntryReader(byte[] text) {
        this.text = text;
        tokens = new Tokens(text);
        // Some editors begin a file with a byte order mark.
        if (text.length >= 3 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb) {
            if (text[2] == (byte) 0xbf) at = 3;
        }
        lineStart = at;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (char c : new char[] {' ', '\t', '\r', '\f'}) kinds[c] = BLANK;
        kinds['\n'] = LINE_END;
        kinds[';'] = COMMENT;
        kinds['('] = PARENTHESIS;
        kinds[')'] = PARENTHESIS;
        kinds['"'] = QUOTE;
        kinds['\\'] = ESCAPE;
        kinds[0] = NUL;
        return kinds;
    }

    /** The words of the entry that was read last. */
    Tokens tokens() {
        return tokens;
    }

    /** Whether that entry begins with white space and so repeats the last owner. */
    boolean startsBlank() {
        return startsBlank;
    }

    Broken broken() {
        return broken;
    }

    /** Reads the next entry that is not empty. */
    Step next() {
        while (at < text.length) {
            startsBlank = KINDS[text[at] & 0xff] == BLANK;
            tokens.clear();
            depth = 0;
            if (!readTokens()) return Step.BROKEN;
            if (tokens.count() > 0) return Step.ENTRY;
        }
        return Step.END;
    }

    /** Reads to the end of the entry; false when that was not possible. */
    private boolean readTokens() {
        while (at < text.length) {
            boolean good = true;
            switch (KINDS[text[at] & 0xff]) {
                case BLANK -> at++;
                case LINE_END -> {
                    newLine();
                    if (depth == 0) return true;
                }
                case COMMENT -> at = endOfLine();
                case PARENTHESIS -> good = parenthesis(text[at]);
                case QUOTE -> good = quoted();
                default -> good = word();
            }
            if (!good) return false;
        }
        return depth == 0 || neverClosed();
    }

    private boolean parenthesis(byte b) {
        if (b == '(' && depth++ == 0) {
            openedLine = line;
            openedColumn = column();
            resumeAt = endOfLine();
        }
        if (b == ')' && --depth < 0) {
            return fail(column(), "\")\" without \"(\"", "remove it or open it");
        }
        at++;
        return true;
    }

    /** Goes back to the line behind the open parenthesis: what follows are mostly good entries. */
    private boolean neverClosed() {
        at = Math.min(resumeAt + 1, text.length);
        lineStart = at;
        line = openedLine + 1;
        broken =
                new Broken(
                        openedLine, openedColumn, "\"(\" is never closed", "close it with \")\"");
        return false;
    }

    private boolean quoted() {
        int startColumn = column();
        int start = ++at;
        while (true) {
            byte kind = at < text.length ? KINDS[text[at] & 0xff] : LINE_END;
            if (kind == QUOTE) break;
            if (kind == NUL) return nul();
            if (kind == LINE_END) {
                return fail(startColumn, "the quote is not closed on its line", "add \"");
            }
            at += kind == ESCAPE ? escapeLength() : 1;
        }
        tokens.add(start, at, true, line, startColumn);
        at++;
        return true;
    }

    private boolean word() {
        int start = at;
        while (at < text.length) {
            byte kind = KINDS[text[at] & 0xff];
            if (kind == WORD) {
                at++;
            } else if (kind == ESCAPE) {
                at += escapeLength();
            } else if (kind == NUL) {
                return nul();
            } else {
                break;
            }
        }
        tokens.add(start, at, false, line, start - lineStart + 1);
        return true;
    }

    /** A backslash takes the next byte along, but never a line's end. */
    private int escapeLength() {
        return at + 1 < text.length && text[at + 1] != '\n' ? 2 : 1;
    }

    private boolean nul() {
        return fail(column(), "a NUL byte", "save the file as plain text in UTF-8");
    }

    /** Gives the entry up and goes on behind the line. */
    private boolean fail(int column, String message, String remedy) {
        broken = new Broken(line, column, message, remedy);
        at = endOfLine();
        if (at < text.length) newLine();
        return false;
    }

    private int column() {
        return at - lineStart + 1;
    }

    private int endOfLine() {
        int end = at;
        while (end < text.length && text[end] != '\n') end++;
        return end;
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }
}

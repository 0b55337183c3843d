package dev.homeport.dns.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts master file text into entries (RFC 1035 5.1) and finds its way back after a mistake, so that
 * one bad entry does not hide the next. Total: any text gives entries and an end. Not thread-safe.
 */
final class EntryReader {
    private static final char END = '\0';

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    // Of the entry being read:
    private List<Token> tokens = new ArrayList<>();
    private int depth;
    private int openedLine;
    private int openedColumn;
    private int resumeAt;

    /** Reads text whose characters are bytes (ISO 8859-1). */
    EntryReader(String text) {
        this.text = text;
    }

    /** The next entry that is not empty, or nothing at the end of the text. */
    Optional<Entry> next() {
        while (at < text.length()) {
            Entry.Start start = isBlank(text.charAt(at)) ? Entry.Start.BLANK : Entry.Start.WORD;
            int first = line;
            tokens = new ArrayList<>();
            depth = 0;
            Optional<Entry> broken = readTokens();
            if (broken.isPresent()) return broken;
            if (!tokens.isEmpty()) return Optional.of(new Entry.Words(start, first, tokens));
        }
        return Optional.empty();
    }

    /** Reads to the end of the entry; a value says why that was not possible. */
    private Optional<Entry> readTokens() {
        while (at < text.length()) {
            char c = text.charAt(at);
            Optional<Entry> broken = Optional.empty();
            if (c == '\n') {
                newLine();
                if (depth == 0) return Optional.empty();
            } else if (c == ';') {
                skipComment();
            } else if (c == '(' || c == ')') {
                broken = parenthesis(c);
            } else if (c == '"') {
                broken = quoted();
            } else if (isBlank(c)) {
                at++;
            } else {
                word();
            }
            if (broken.isPresent()) return broken;
        }
        return depth == 0 ? Optional.empty() : Optional.of(neverClosed());
    }

    private Optional<Entry> parenthesis(char c) {
        if (c == '(' && depth++ == 0) {
            openedLine = line;
            openedColumn = column();
            resumeAt = endOfLine();
        }
        if (c == ')' && --depth < 0) {
            var broken =
                    new Entry.Broken(line, column(), "\")\" without \"(\"", "remove it or open it");
            skipLine();
            return Optional.of(broken);
        }
        at++;
        return Optional.empty();
    }

    /** Goes back to the line behind the open parenthesis: what follows are mostly good entries. */
    private Entry neverClosed() {
        at = Math.min(resumeAt + 1, text.length());
        lineStart = at;
        line = openedLine + 1;
        return new Entry.Broken(
                openedLine, openedColumn, "\"(\" is never closed", "close it with \")\"");
    }

    private Optional<Entry> quoted() {
        int startColumn = column();
        int start = ++at;
        while (peek() != '"') {
            if (at >= text.length() || peek() == '\n') {
                var broken =
                        new Entry.Broken(
                                line, startColumn, "the quote is not closed on its line", "add \"");
                skipLine();
                return Optional.of(broken);
            }
            at += peek() == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
        }
        tokens.add(new Token(Token.Kind.QUOTED, text.substring(start, at), line, startColumn));
        at++;
        return Optional.empty();
    }

    private void word() {
        int start = at;
        int startColumn = column();
        while (at < text.length() && !endsWord(peek())) {
            at += peek() == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
        }
        tokens.add(new Token(Token.Kind.PLAIN, text.substring(start, at), line, startColumn));
    }

    private static boolean endsWord(char c) {
        return isBlank(c) || c == '\n' || c == ';' || c == '(' || c == ')' || c == '"';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private int column() {
        return at - lineStart + 1;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void skipComment() {
        at = endOfLine();
    }

    private void skipLine() {
        at = endOfLine();
        if (at < text.length()) newLine();
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }
}

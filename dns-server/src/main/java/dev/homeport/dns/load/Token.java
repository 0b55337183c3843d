package dev.homeport.dns.load;

/**
 * One word of an entry.
 *
 * @param text as written, escapes included, without quotes
 * @param line where it starts, from 1
 * @param column where it starts, from 1
 */
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        PLAIN,
        QUOTED
    }

    /** The word as dnsjava's tokeniser reads it back, with bytes above ASCII escaped. */
    void appendTo(StringBuilder target) {
        if (kind == Kind.QUOTED) target.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                target.append('\\').append((int) c);
            } else {
                target.append(c);
            }
        }
        if (kind == Kind.QUOTED) target.append('"');
    }

    boolean is(String word) {
        return kind == Kind.PLAIN && text.equalsIgnoreCase(word);
    }
}

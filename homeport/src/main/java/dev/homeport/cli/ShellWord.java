package dev.homeport.cli;

import java.util.regex.Pattern;

/** Text as one word of a POSIX shell, for commands that people copy. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./~+:@%,=-]+");

    private ShellWord() {}

    /** {@code text}, in quotes where a shell would read it otherwise (POSIX XCU 2.2). */
    static String of(String text) {
        if (PLAIN.matcher(text).matches()) return text;
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

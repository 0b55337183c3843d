package dev.homeport.dns.load;

import java.util.List;

/** One entry of a master file (RFC 1035 5.1), its parentheses resolved and comments gone. */
sealed interface Entry {
    /** The line on which the entry starts, from 1. */
    int line();

    /** Words to be understood. */
    record Words(Start start, int line, List<Token> tokens) implements Entry {
        public Words {
            tokens = List.copyOf(tokens);
        }
    }

    /** An entry whose end could not be found; reading goes on behind it. */
    record Broken(int line, int column, String message, String remedy) implements Entry {}

    /** Whether a line begins with a name or, by white space, repeats the last one. */
    enum Start {
        WORD,
        BLANK
    }
}

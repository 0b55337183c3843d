package dev.homeport.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShellWordTest {

    @Test
    void leavesAPlainPathAsItIs() {
        assertEquals("../bin/homeport", ShellWord.of("../bin/homeport"));
    }

    @Test
    void quotesAPathWithASpace() {
        assertEquals("'/srv/my site/bin/homeport'", ShellWord.of("/srv/my site/bin/homeport"));
    }

    @Test
    void closesTheQuotesForAnApostrophe() {
        assertEquals("'it'\\''s/homeport'", ShellWord.of("it's/homeport"));
    }

    @Test
    void quotesNothing() {
        assertEquals("''", ShellWord.of(""));
    }
}

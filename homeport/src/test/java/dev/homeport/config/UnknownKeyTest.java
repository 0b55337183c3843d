package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class UnknownKeyTest {
    @TempDir Path folder;

    @Test
    void aSlipOfTheKeyboardIsRecognised() throws IOException {
        assertEquals(
                List.of("2:1: there is no key \"lisetn\" in [dns]; did you mean \"listen\"?"),
                ConfigText.of(folder, "[dns]", "lisetn = []").problems());
    }

    @Test
    void snakeCaseIsRecognised() throws IOException {
        assertEquals(
                List.of("2:1: there is no key \"edns_size\" in [dns]; did you mean \"edns-size\"?"),
                ConfigText.of(folder, "[dns]", "edns_size = 1232").problems());
    }

    @Test
    void anotherWordGetsTheWholeList() throws IOException {
        assertEquals(
                List.of(
                        "2:1: there is no key \"memory\" in [data]; remove it, or use one of directory"),
                ConfigText.of(folder, "[data]", "memory = 1").problems());
    }

    @Test
    void anUnknownTableIsRefusedToo() throws IOException {
        assertEquals(
                List.of(
                        "1:1: there is no key \"htttp\" at the top of the file; did you mean \"http\"?"),
                ConfigText.of(folder, "[htttp]", "listen = []").problems());
    }

    @Test
    void aKeyOfTheTopUnderATableIsSentBack() throws IOException {
        assertEquals(
                List.of(
                        "2:1: there is no key \"shutdown-timeout\" in [log]; move it to the top of the"
                                + " file, above the first [table]"),
                ConfigText.of(folder, "[log]", "shutdown-timeout = '1s'").problems());
    }
}

package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class AllMistakesAtOnceTest {
    @TempDir Path folder;

    @Test
    void eachIsReportedWithItsPlaceAndRemedyInTheOrderOfTheFile() throws IOException {
        List<String> problems =
                ConfigText.of(
                                folder,
                                "shutdown-timeout = 10",
                                "[dns]",
                                "listen = [\"127.0.0.1:1053\", \"localhost:53\"]",
                                "edns-size = 100",
                                "[http]",
                                "listen = \"127.0.0.1\"",
                                "  [http.limits]",
                                "  body-bytes = \"1 MB\"",
                                "  idle-timout = \"10s\"",
                                "[https]",
                                "doh = \"yes\"",
                                "[log]",
                                "access = \"common\"")
                        .problems();
        assertEquals(
                """
                1:1: shutdown-timeout has no unit; write shutdown-timeout = "10s" for seconds
                3:29: "localhost:53" is no address to listen at; write "127.0.0.1:53" or "[::1]:53"
                4:1: dns.edns-size is 100, outside 512 to 4096; the usual value is 1232
                6:1: "127.0.0.1" is no address to listen at; add a port, such as "127.0.0.1:8080"
                8:3: "1 MB" is no number of bytes; write a whole number and B, kB, KiB, MB, MiB, GB or GiB, such as "1MiB"
                9:3: there is no key "idle-timout" in [http.limits]; did you mean "idle-timeout"?
                11:1: https.doh is the string "yes" where true or false belongs; write doh = true or doh = false
                13:1: "common" is no value of log.access; write one of "combined", "json", "off"
                """,
                String.join("\n", problems) + "\n");
    }

    @Test
    void tomlItselfIsReportedSeveralTimesToo() throws IOException {
        List<String> problems =
                ConfigText.of(folder, "a = ", "[dns", "version = \"x", "[log]", "[log]").problems();
        assertEquals(
                """
                1:5: Unexpected end of line, expected a value; write a value, and texts in quotation marks
                2:5: Unexpected end of line, expected ]; close the bracket
                3:13: Unexpected end of line, expected " or a character; close the quotation marks in the same line
                5:1: log previously defined at line 4, column 1; keep one of the two
                """,
                String.join("\n", problems) + "\n");
    }

    @Test
    void aListHoldsItsOwnMistakes() throws IOException {
        assertEquals(
                List.of(
                        "2:11: http.listen holds the number 8080 where a string belongs; put it in"
                                + " quotation marks",
                        "2:17: \":8080\" is no address to listen at; for all addresses write"
                                + " \"0.0.0.0:8080\" or \"[::]:8080\"",
                        "2:26: \"127.0.0.1:65536\" has a bad port; write a port from 1 to 65535, or 0"
                                + " for any free one"),
                ConfigText.of(folder, "[http]", "listen = [8080, \":8080\", \"127.0.0.1:65536\"]")
                        .problems());
    }

    @Test
    void aWrongTypeOfATableIsReported() throws IOException {
        assertEquals(
                List.of(
                        "1:1: dns is the number 5 where a table belongs; write it as [dns]",
                        "2:1: site is a list where tables belongs; write each as [[site]]"),
                ConfigText.of(folder, "dns = 5", "site = [\"www.foobar.com\"]").problems());
    }
}

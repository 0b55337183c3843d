package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class QuantitiesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "2m, PT2M", "1h, PT1H", "90d, PT2160H", "0s, PT0S"})
    void lengthsOfTimeHaveAUnit(String text, Duration time) throws BadValue {
        assertEquals(time, Quantities.parseDuration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "-1s", "1.5s", "1S", "10s ", "9999999999999s"})
    void otherLengthsOfTimeAreRefused(String text) {
        assertThrows(BadValue.class, () -> Quantities.parseDuration(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "1B, 1",
        "2kB, 2000",
        "2KiB, 2048",
        "3MB, 3000000",
        "1MiB, 1048576",
        "1GB, 1000000000",
        "1GiB, 1073741824",
        "999999999999GiB, 9223372036854775807"
    })
    void numbersOfBytesHaveAUnit(String text, long bytes) throws BadValue {
        assertEquals(bytes, Quantities.parseBytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1M", "1mib", "1 MiB", "-1B", "0x1B", "١B"})
    void otherNumbersOfBytesAreRefused(String text) {
        assertThrows(BadValue.class, () -> Quantities.parseBytes(text));
    }

    @Test
    void boundsHoldAtTheLimitAndOnePast() throws IOException {
        Config least = ConfigText.of(folder, "[http.limits]", "header-bytes = 1024").config();
        assertEquals(1024, least.http().limits().headerBytesMax());
        Config most = ConfigText.of(folder, "[http.limits]", "header-bytes = '1MiB'").config();
        assertEquals(1 << 20, most.http().limits().headerBytesMax());
        assertEquals(
                List.of(
                        "2:1: http.limits.header-bytes is outside 1KiB to 1MiB; the usual value is"
                                + " \"16KiB\""),
                ConfigText.of(folder, "[http.limits]", "header-bytes = 1023").problems());
        assertEquals(
                List.of(
                        "2:1: dns.tcp.idle-timeout is outside 1s to 1d; the usual value is \"10s\""),
                ConfigText.of(folder, "[dns.tcp]", "idle-timeout = '86401s'").problems());
    }
}

package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalLong;
import java.util.SplittableRandom;

class HttpDateTest {
    private static final long NOW = 1_795_000_000; // November 2026.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
            })
    void readsAllThreeFormats(String text) {
        assertEquals(OptionalLong.of(784111777), HttpDate.parse(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GMT",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 gmt",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Son, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 nov 1994 08:49:37 GMT",
                "Sun, +6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GM",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 06-Nov- 4 08:49:37 GMT",
                "Sun Nov 06 08:49:37 94",
                "784111777",
                "Sun, 06 Nov 1994 08-49-37 GMT",
            })
    void refusesWhatIsNoDate(String text) {
        assertEquals(OptionalLong.empty(), HttpDate.parse(text, NOW));
    }

    @Test
    void twoDigitsOfAYearAreAtMostFiftyYearsAhead() {
        assertEquals("2076", yearOf("76"));
        assertEquals("1977", yearOf("77"));
        assertEquals("2026", yearOf("26"));
    }

    private static String yearOf(String digits) {
        OptionalLong date = HttpDate.parse("Sunday, 06-Nov-" + digits + " 08:49:37 GMT", NOW);
        return HttpDate.format(date.orElseThrow()).substring(12, 16);
    }

    @Test
    void whatItFormatsItReads() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            long seconds = random.nextLong(250_000_000_000L);
            String text = HttpDate.format(seconds);
            assertEquals(OptionalLong.of(seconds), HttpDate.parse(text, NOW), "seed " + seed);
        }
    }
}

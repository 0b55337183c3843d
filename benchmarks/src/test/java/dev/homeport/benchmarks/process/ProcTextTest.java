package dev.homeport.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcTextTest {
    private static final String ROLLUP =
            """
            55e666076000-7fffd3f9d000 ---p 00000000 00:00 0                          [rollup]
            Rss:                1620 kB
            Pss:                 252 kB
            Pss_Dirty:           116 kB
            Shared_Clean:       1464 kB
            """;

    private static final String STAT =
            """
            cpu  199284 116 23892 301188 859 0 1249 8107 0 0
            cpu0 96137 70 10909 155570 127 0 403 4220 5 6
            cpu1 103146 46 12983 145617 732 0 845 3887 0 0
            cpu10 1 2 3 400 500 6 7 8 0 0
            intr 4242 0
            """;

    @Test
    void timeOnACoreIsTheFirstNumberOfSchedstat() {
        assertEquals(634_099, ProcText.schedstatNanos("634099 17 3\n"));
    }

    @Test
    void rssAndPssComeFromTheRollup() {
        assertEquals(new Memory(1620, 252), ProcText.smapsRollup(ROLLUP));
    }

    @Test
    void aKernelThreadHasNoMemory() {
        assertEquals(Memory.NONE, ProcText.smapsRollup(""));
    }

    @Test
    void aCoreIsBusyInAllModesButIdleAndWaiting() {
        assertEquals(96137 + 70 + 10909 + 403 + 4220, ProcText.busyTicks(STAT, 0));
        assertEquals(1 + 2 + 3 + 6 + 7 + 8, ProcText.busyTicks(STAT, 10));
    }

    @Test
    void aCoreThatIsNotThereIsNamed() {
        var problem =
                assertThrows(IllegalArgumentException.class, () -> ProcText.busyTicks(STAT, 2));
        assertEquals("stat: there is no core 2", problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "12 13", "x 1 2", "99999999999999999999 1 2"})
    void anotherFormOfSchedstatIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ProcText.schedstatNanos(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rss: 12 kB\n", "Rss: 12 MB\nPss: 1 MB\n", "Rss: 12\nPss: 3\n"})
    void anotherFormOfTheRollupIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ProcText.smapsRollup(text));
    }
}

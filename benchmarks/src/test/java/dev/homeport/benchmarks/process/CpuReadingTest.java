package dev.homeport.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Map;

class CpuReadingTest {
    private final CpuReading before = new CpuReading(Map.of(1L, 100L, 2L, 50L));

    @Test
    void timeOfAllThreadsIsSummed() {
        assertEquals(30, new CpuReading(Map.of(1L, 110L, 2L, 70L)).nanosSince(before));
    }

    @Test
    void aThreadThatBeganInBetweenCountsWhole() {
        assertEquals(7, new CpuReading(Map.of(1L, 100L, 2L, 50L, 3L, 7L)).nanosSince(before));
    }

    @Test
    void aThreadThatEndedInBetweenDoesNotMakeTheSumSmaller() {
        assertEquals(5, new CpuReading(Map.of(1L, 105L)).nanosSince(before));
    }

    @Test
    void aThreadIdThatWasGivenAnewCountsNothingNegative() {
        assertEquals(0, new CpuReading(Map.of(1L, 3L)).nanosSince(before));
    }
}

package dev.homeport.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class MedianTest {
    @Test
    void oneDisturbedRoundDoesNotMoveIt() {
        assertEquals(3, Median.of(List.of(3.0, 2.0, 900.0, 1.0, 4.0)));
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheTwoInTheMiddle() {
        assertEquals(2.5, Median.of(List.of(4.0, 2.0, 3.0, 1.0)));
    }

    @Test
    void ofNothingThereIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Median.of(List.of()));
    }
}

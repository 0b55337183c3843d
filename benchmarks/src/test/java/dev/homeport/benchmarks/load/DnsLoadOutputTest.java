package dev.homeport.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DnsLoadOutputTest {
    private static final String OUTPUT =
            """
            seconds 1.002949
            completed 91657
            lost 555
            unexpected 191
            noerror 45817
            nxdomain 45830
            other 10
            reply_bytes 5728618
            p50_micros 2187
            p99_micros 12678
            p999_micros 183467
            """;

    @Test
    void refusedQuestionsAreFailuresLikeLostOnes() {
        assertEquals(
                new LoadResult(91_647, 565, Duration.ofNanos(1_002_949_000), 2187, 12_678),
                DnsLoad.parse(OUTPUT));
    }

    @Test
    void aMissingLineIsAProblem() {
        assertThrows(
                IllegalArgumentException.class,
                () -> DnsLoad.parse(OUTPUT.replace("lost 555\n", "")));
    }

    @Test
    void aRunWithoutTimeIsNoResult() {
        assertThrows(
                IllegalArgumentException.class,
                () -> DnsLoad.parse(OUTPUT.replace("1.002949", "0")));
    }
}

package dev.homeport.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DnsperfOutputTest {
    private static final String OUTPUT =
            """
            DNS Performance Testing Tool
            Version 2.10.0

            [Status] Sending queries (to 127.0.0.1:5399)
            [Status] Testing complete (time limit)

            Statistics:

              Queries sent:         53342
              Queries completed:    53339 (99.99%)
              Queries lost:         3 (0.01%)

              Response codes:       NOERROR 26670 (50.00%), NXDOMAIN 26669 (50.00%)
              Average packet size:  request 28, response 62
              Run time (s):         1.005646
              Queries per second:   53039.538764

              Average Latency (s):  0.000734 (min 0.000023, max 0.016976)
              Latency StdDev (s):   0.000801
            """;

    @Test
    void completedLostAndTimeAreRead() {
        LoadResult result = Dnsperf.parse(OUTPUT);
        assertEquals(new LoadResult(53_339, 3, Duration.ofNanos(1_005_646_000), 0, 0), result);
        assertEquals(53_039.5, result.perSecond(), 0.1);
    }

    @Test
    void outputWithoutStatisticsIsShown() {
        var problem =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Dnsperf.parse("Error: unable to open file"));
        assertEquals(
                "dnsperf did not print ^ *Queries completed: +([0-9]+): Error: unable to open file",
                problem.getMessage());
    }
}

package dev.homeport.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class H2loadOutputTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String OUTPUT =
            """
            finished in 1.00s, 40123.00 req/s, 41.70MB/s
            requests: 40123 total, 40187 started, 40123 done, 40100 succeeded, 23 failed, 3 errored, 0 timeout
            status codes: 40100 2xx, 1 3xx, 19 4xx, 0 5xx
            traffic: 41.70MB (43725000) total, 1.15MB (1204000) headers (space savings 90.00%)
                                 min         max         mean         sd        +/- sd
            time for request:      210us      4.53ms      1.58ms       301us    80.00%
            """;

    @Test
    void statusesAndErrorsAreRead() {
        assertEquals(new LoadResult(40_100, 23, SECOND, 0, 0), H2load.parse(OUTPUT, SECOND));
    }

    @Test
    void anErrorInsteadOfAReportIsAProblem() {
        assertThrows(
                IllegalArgumentException.class, () -> H2load.parse("Could not resolve\n", SECOND));
    }
}

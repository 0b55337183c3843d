package dev.homeport.benchmarks.load;

import static dev.homeport.benchmarks.load.Page.Expected.FOUND;
import static dev.homeport.benchmarks.load.Page.Expected.MISSING;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class WrkOutputTest {
    private static final String OUTPUT =
            """
            Running 1s test @ http://127.0.0.1:5398/
              1 threads and 8 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   465.81us  370.67us   4.93ms   94.59%
                Req/Sec    18.67k     1.78k   21.44k    60.00%
              Latency Distribution
                 50%  405.00us
                 75%  501.00us
                 90%  590.00us
                 99%    2.27ms
              18555 requests in 1.00s, 4.19MB read
            Requests/sec:  18545.15
            Transfer/sec:      4.19MB
            """;

    @Test
    void requestsTimeAndPercentilesAreRead() {
        assertEquals(
                new LoadResult(18_555, 0, Duration.ofSeconds(1), 405, 2270),
                Wrk.parse(OUTPUT, FOUND));
    }

    @Test
    void refusedRequestsAndSocketErrorsAreFailures() {
        String read = "4.19MB read\n";
        String errors =
                read
                        + "  Socket errors: connect 1, read 20, write 300, timeout 4000\n"
                        + "  Non-2xx or 3xx responses: 55\n";
        LoadResult result = Wrk.parse(OUTPUT.replace(read, errors), FOUND);
        assertEquals(18_500, result.completed());
        assertEquals(4376, result.failed());
    }

    @Test
    void whereNothingIsExpectedSomethingIsAFailure() {
        String read = "4.19MB read\n";
        String report = OUTPUT.replace(read, read + "  Non-2xx or 3xx responses: 18500\n");
        LoadResult result = Wrk.parse(report, MISSING);
        assertEquals(18_500, result.completed());
        assertEquals(55, result.failed());
    }

    @Test
    void aRunOfMinutesIsUnderstood() {
        assertEquals(
                Duration.ofSeconds(90),
                Wrk.parse(OUTPUT.replace("in 1.00s", "in 1.50m"), FOUND).elapsed());
    }

    @Test
    void anErrorInsteadOfAReportIsAProblem() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused\n", FOUND));
    }
}

package dev.homeport.benchmarks.load;

import java.time.Duration;

/**
 * What a client tool saw of one run.
 *
 * @param completed units that were answered as they should be
 * @param failed units lost or answered otherwise
 * @param elapsed from the first to the last
 * @param p50Micros median time to the answer, or 0 where the tool does not tell
 * @param p99Micros 99th percentile of it, or 0 where the tool does not tell
 */
public record LoadResult(
        long completed, long failed, Duration elapsed, double p50Micros, double p99Micros) {
    public LoadResult {
        if (completed < 0 || failed < 0 || !elapsed.isPositive()) {
            throw new IllegalArgumentException(
                    "no result: " + completed + ", " + failed + " in " + elapsed);
        }
    }

    /** Units a second. */
    public double perSecond() {
        return completed * 1e9 / elapsed.toNanos();
    }
}

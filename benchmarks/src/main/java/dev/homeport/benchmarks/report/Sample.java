package dev.homeport.benchmarks.report;

import dev.homeport.benchmarks.load.LoadResult;

/**
 * One server in one round.
 *
 * @param server its name
 * @param round counted from 0
 * @param load what the client saw
 * @param cpuNanos time the server's processes were on a core
 * @param foreignShare share of the server's core that others took, from 0 to 1
 */
public record Sample(
        String server, int round, LoadResult load, long cpuNanos, double foreignShare) {
    /** Microseconds of CPU time for each unit completed. */
    public double cpuMicros() {
        return cpuNanos / 1e3 / Math.max(1, load.completed());
    }
}

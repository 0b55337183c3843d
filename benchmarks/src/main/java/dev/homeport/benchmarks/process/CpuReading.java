package dev.homeport.benchmarks.process;

import java.util.Map;

/**
 * How long each thread of some processes had been on a core at one moment.
 *
 * @param nanosByThread nanoseconds by thread id
 */
public record CpuReading(Map<Long, Long> nanosByThread) {
    public CpuReading {
        nanosByThread = Map.copyOf(nanosByThread);
    }

    /**
     * Time on a core since an earlier reading. A thread that began in between counts whole; one
     * that ended in between takes its time with it and is left out.
     *
     * @return nanoseconds
     */
    public long nanosSince(CpuReading earlier) {
        long nanos = 0;
        for (var thread : nanosByThread.entrySet()) {
            long before = earlier.nanosByThread.getOrDefault(thread.getKey(), 0L);
            nanos += Math.max(0, thread.getValue() - before);
        }
        return nanos;
    }
}

package dev.homeport.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

import java.util.concurrent.atomic.LongAdder;

/** How often something took how long, in buckets; thread-safe, recording never allocates. */
final class Distribution {
    private final long[] bounds;
    private final double unit;
    private final LongAdder[] buckets;
    private final LongAdder sum = new LongAdder();

    /** Ten microseconds to ten seconds, in nanoseconds. */
    private static final long[] DURATIONS = {
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    /** The sizes that matter to a DNS answer: RFC 1035's, the two usual EDNS ones, TCP's. */
    private static final long[] ANSWER_SIZES = {64, 128, 256, 512, 1232, 4096, 16384, 65535};

    private Distribution(long[] bounds, double unit) {
        this.bounds = bounds;
        this.unit = unit;
        buckets = new LongAdder[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) buckets[i] = new LongAdder();
    }

    /** Of durations; {@link #record} takes nanoseconds, the snapshot shows seconds. */
    static Distribution ofDurations() {
        return new Distribution(DURATIONS, 1e9);
    }

    /** Of DNS message sizes in bytes. */
    static Distribution ofAnswerSizes() {
        return new Distribution(ANSWER_SIZES, 1);
    }

    void record(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) bucket++;
        buckets[bucket].increment();
        sum.add(value);
    }

    HistogramDataPointSnapshot snapshot(Labels labels) {
        double[] upper = new double[buckets.length];
        long[] counts = new long[buckets.length];
        for (int i = 0; i < buckets.length; i++) {
            upper[i] = i < bounds.length ? bounds[i] / unit : Double.POSITIVE_INFINITY;
            counts[i] = buckets[i].sum();
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(upper, counts))
                .sum(sum.sum() / unit)
                .build();
    }
}

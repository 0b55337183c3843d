package dev.homeport.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what happens to secondary zones. Thread-safe. */
public final class SecondaryMetrics {
    private final Map<String, LongAdder> checks = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();

    /** Counts a zone that came by a transfer. */
    public void countTransfer(String kind, long bytesOnTheWire) {
        count(kind.toLowerCase(Locale.ROOT));
        bytes.add(bytesOnTheWire);
    }

    /** Counts a check that found nothing new. */
    public void countConfirmed() {
        count("current");
    }

    /** Counts a check that failed. */
    public void countFailed() {
        count("failed");
    }

    private void count(String result) {
        checks.computeIfAbsent(result, _ -> new LongAdder()).increment();
    }

    /**
     * Shows the counts and how many zones there are.
     *
     * @param zones the number of zones by their state
     */
    public MultiCollector collector(Supplier<Map<String, Long>> zones) {
        return () -> MetricSnapshots.of(checkSnapshot(), byteSnapshot(), zoneSnapshot(zones.get()));
    }

    private CounterSnapshot checkSnapshot() {
        var counter =
                CounterSnapshot.builder()
                        .name("homeport_dns_secondary_checks")
                        .help("Checks of secondary zones by what came of them.");
        new TreeMap<>(checks)
                .forEach(
                        (result, count) ->
                                counter.dataPoint(
                                        CounterDataPointSnapshot.builder()
                                                .value((double) count.sum())
                                                .labels(Labels.of("result", result))
                                                .build()));
        return counter.build();
    }

    private CounterSnapshot byteSnapshot() {
        return CounterSnapshot.builder()
                .name("homeport_dns_transfer_in_bytes")
                .help("Bytes of zones that came from primaries.")
                .dataPoint(
                        CounterDataPointSnapshot.builder()
                                .value((double) bytes.sum())
                                .labels(Labels.EMPTY)
                                .build())
                .build();
    }

    private static GaugeSnapshot zoneSnapshot(Map<String, Long> zones) {
        var gauge =
                GaugeSnapshot.builder()
                        .name("homeport_dns_secondary_zones")
                        .help("Secondary zones by their state.");
        new TreeMap<>(zones)
                .forEach(
                        (state, count) ->
                                gauge.dataPoint(
                                        GaugeDataPointSnapshot.builder()
                                                .value((double) count)
                                                .labels(Labels.of("state", state))
                                                .build()));
        return gauge.build();
    }
}

package dev.homeport.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What the operating system and the Java runtime say of this process. Thread-safe. */
public final class ProcessMetrics implements MultiCollector {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Instant started;

    /** For a process that began to serve at {@code started}. */
    public ProcessMetrics(Instant started) {
        this.started = started;
    }

    /** All memory the process holds, in bytes; 0 where the system does not tell. */
    public static long residentBytes() {
        if (!Files.isReadable(STATUS)) return 0;
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Memory in use for objects, in bytes. */
    public static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(
                gauge(
                        "process_resident_memory_bytes",
                        "Resident memory.",
                        (double) residentBytes()),
                gauge(
                        "process_start_time_seconds",
                        "Start, in seconds since 1970.",
                        started.toEpochMilli() / 1e3),
                CounterSnapshot.builder()
                        .name("process_cpu_seconds")
                        .help("CPU time used, user and system.")
                        .dataPoint(CounterDataPointSnapshot.builder().value(cpuSeconds()).build())
                        .build(),
                gauge("jvm_memory_used_bytes", "Memory in use for objects.", (double) heapBytes()),
                gauge(
                        "jvm_threads_current",
                        "Platform threads.",
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                collections());
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                / 1e9;
    }

    private static CounterSnapshot collections() {
        var counter =
                CounterSnapshot.builder()
                        .name("jvm_gc_collection_seconds")
                        .help("Time spent collecting garbage.");
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            counter.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .value(collector.getCollectionTime() / 1e3)
                            .labels(Labels.of("gc", collector.getName()))
                            .build());
        }
        return counter.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}

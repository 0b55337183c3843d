package dev.homeport.metrics;

import dev.homeport.http.Exchange;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests, under OpenTelemetry's names ({@code http.server.request.duration} and its
 * attributes, semantic conventions 1.2x, in Prometheus spelling). Thread-safe.
 */
// The counts live in memory only, so the order of the constants may change with the next build.
@SuppressWarnings("EnumOrdinal")
public final class HttpMetrics implements HttpObserver, MultiCollector {
    /** RFC 9110 9 and RFC 5789; a client's own inventions are counted together. */
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "_OTHER");

    private static final int STATUS_MIN = 100;
    private static final int STATUSES = 500;
    private static final int CONNECTION_KINDS = Protocol.values().length * 2;

    private final AtomicReferenceArray<Distribution> durations =
            new AtomicReferenceArray<>(METHODS.size() * STATUSES * CONNECTION_KINDS);
    private final LongAdder bytes = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder failures = new LongAdder();

    @Override
    public void answered(Exchange exchange) {
        duration(slot(exchange)).record(exchange.nanos());
        bytes.add(exchange.bytes());
    }

    @Override
    public void failed(Request request, Throwable failure) {
        failures.increment();
    }

    @Override
    public void connections(int change) {
        connections.add(change);
    }

    @Override
    public void turnedAway() {
        turnedAway.increment();
    }

    private static int slot(Exchange exchange) {
        int method = METHODS.indexOf(exchange.method());
        if (method < 0) method = METHODS.size() - 1;
        int status = Math.clamp(exchange.status() - STATUS_MIN, 0, STATUSES - 1);
        int kind = exchange.protocol().ordinal() * 2 + exchange.security().ordinal();
        return (method * STATUSES + status) * CONNECTION_KINDS + kind;
    }

    private Distribution duration(int slot) {
        Distribution known = durations.get(slot);
        if (known != null) return known;
        durations.compareAndSet(slot, null, Distribution.ofDurations());
        return durations.get(slot);
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(
                durationSnapshot(),
                counter("http_server_response_body_bytes", "Bytes of content sent.", bytes),
                counter("http_server_turned_away", "Connections above the limit.", turnedAway),
                counter("http_server_failures", "Requests a handler failed on.", failures),
                GaugeSnapshot.builder()
                        .name("http_server_open_connections")
                        .help("Connections open now.")
                        .dataPoint(
                                GaugeDataPointSnapshot.builder()
                                        .value((double) connections.sum())
                                        .build())
                        .build());
    }

    private HistogramSnapshot durationSnapshot() {
        var histogram =
                HistogramSnapshot.builder()
                        .name("http_server_request_duration_seconds")
                        .help("Duration of HTTP server requests.");
        for (int slot = 0; slot < durations.length(); slot++) {
            Distribution duration = durations.get(slot);
            if (duration != null) histogram.dataPoint(duration.snapshot(labels(slot)));
        }
        return histogram.build();
    }

    private static Labels labels(int slot) {
        int kind = slot % CONNECTION_KINDS;
        int status = slot / CONNECTION_KINDS % STATUSES + STATUS_MIN;
        String method = METHODS.get(slot / CONNECTION_KINDS / STATUSES);
        String version =
                Protocol.values()[kind / 2].text().replace("HTTP/", "").replace("2.0", "2");
        String scheme = kind % 2 == Exchange.Security.TLS.ordinal() ? "https" : "http";
        return Labels.of(
                "http_request_method", method,
                "http_response_status_code", Integer.toString(status),
                "network_protocol_version", version,
                "url_scheme", scheme);
    }

    private static CounterSnapshot counter(String name, String help, LongAdder value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value((double) value.sum()).build())
                .build();
    }
}

package dev.homeport.metrics;

import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.wire.Transport;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts DNS queries, under CoreDNS's names. Thread-safe. */
// The counts live in memory only, so the order of the constants may change with the next build.
@SuppressWarnings("EnumOrdinal")
public final class DnsMetrics implements MultiCollector {
    private static final Transport[] TRANSPORTS = Transport.values();

    /** Types above are counted together, as CoreDNS does: they are rare and a client's choice. */
    private static final int TYPES = 260;

    private static final int RCODES = 24;

    // Adders: each query counts in both, and loops on several cores would wait for one cache line.
    private final LongAdder[] requests = adders(TRANSPORTS.length * TYPES);
    private final LongAdder[] responses = adders(RCODES);
    private final Distribution[] durations = new Distribution[TRANSPORTS.length];
    private final Distribution[] sizes = new Distribution[TRANSPORTS.length];

    private final LongAdder dropped = new LongAdder();
    private final LongAdder slipped = new LongAdder();
    private final LongAdder limited = new LongAdder();
    private final LongAdder refusedConnections = new LongAdder();

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        Arrays.setAll(adders, _ -> new LongAdder());
        return adders;
    }

    /** Starts at nothing. */
    public DnsMetrics() {
        for (int i = 0; i < TRANSPORTS.length; i++) {
            durations[i] = Distribution.ofDurations();
            sizes[i] = Distribution.ofAnswerSizes();
        }
    }

    /**
     * Counts one answer.
     *
     * @param nanos how long it took, or negative when that was not measured
     */
    public void count(Transport transport, int type, int rcode, int bytes, long nanos) {
        requests[transport.ordinal() * TYPES + Math.min(type, TYPES - 1)].increment();
        responses[Math.min(rcode, RCODES - 1)].increment();
        if (nanos >= 0) durations[transport.ordinal()].record(nanos);
        sizes[transport.ordinal()].record(bytes);
    }

    /** Counts a message that was met with silence. */
    public void countDropped() {
        dropped.increment();
    }

    /** Counts a query that the limit of rates left without its answer. */
    public void countLimited(ReplyRates.Ruling ruling) {
        switch (ruling) {
            case PASS -> {}
            case SLIP -> slipped.increment();
            case DROP -> limited.increment();
        }
    }

    /** Counts a TCP connection above the limit. */
    public void countRefusedConnection() {
        refusedConnections.increment();
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(
                requestSnapshot(),
                responseSnapshot(),
                histogram(
                        "coredns_dns_request_duration_seconds",
                        "Time to answer a query, without the operating system's part.",
                        durations),
                histogram("coredns_dns_response_size_bytes", "Size of the answers.", sizes),
                total("homeport_dns_dropped", "Messages met with silence.", dropped),
                total(
                        "homeport_dns_rate_limited_dropped",
                        "Queries met with silence as their network asked too much.",
                        limited),
                total(
                        "homeport_dns_rate_limited_slipped",
                        "Queries told to come over TCP as their network asked too much.",
                        slipped),
                total(
                        "homeport_dns_refused_connections",
                        "TCP connections above the limit.",
                        refusedConnections));
    }

    private CounterSnapshot requestSnapshot() {
        var counter = CounterSnapshot.builder().name("coredns_dns_requests").help("DNS queries.");
        for (int i = 0; i < requests.length; i++) {
            long count = requests[i].sum();
            if (count > 0) counter.dataPoint(point(count, requestLabels(i)));
        }
        return counter.build();
    }

    private static Labels requestLabels(int slot) {
        int type = slot % TYPES;
        return Labels.of(
                "proto",
                label(TRANSPORTS[slot / TYPES]),
                "type",
                type == TYPES - 1 ? "other" : Type.string(type));
    }

    private static String label(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    private CounterSnapshot responseSnapshot() {
        var counter = CounterSnapshot.builder().name("coredns_dns_responses").help("DNS answers.");
        for (int rcode = 0; rcode < RCODES; rcode++) {
            long count = responses[rcode].sum();
            if (count == 0) continue;
            String name = Rcode.string(rcode).toUpperCase(Locale.ROOT);
            counter.dataPoint(point(count, Labels.of("rcode", name)));
        }
        return counter.build();
    }

    private static CounterSnapshot total(String name, String help, LongAdder value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(value.sum(), Labels.EMPTY))
                .build();
    }

    private static CounterDataPointSnapshot point(long value, Labels labels) {
        return CounterDataPointSnapshot.builder().value((double) value).labels(labels).build();
    }

    private static HistogramSnapshot histogram(String name, String help, Distribution[] parts) {
        var histogram = HistogramSnapshot.builder().name(name).help(help);
        for (int i = 0; i < TRANSPORTS.length; i++) {
            histogram.dataPoint(parts[i].snapshot(Labels.of("proto", label(TRANSPORTS[i]))));
        }
        return histogram.build();
    }
}

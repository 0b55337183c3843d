package dev.homeport;

import dev.homeport.dns.DnsObserver;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.wire.Transport;
import dev.homeport.metrics.DnsMetrics;

/** Hands what the name server did to the metrics. Thread-safe. */
final class DnsRecorder implements DnsObserver {
    private final DnsMetrics metrics;

    DnsRecorder(DnsMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void answered(Transport transport, int type, int rcode, int bytes, long nanos) {
        metrics.count(transport, type, rcode, bytes, nanos);
    }

    @Override
    public void dropped(Transport transport) {
        metrics.countDropped();
    }

    @Override
    public void limited(ReplyRates.Ruling ruling) {
        metrics.countLimited(ruling);
    }

    @Override
    public void connectionRefused() {
        metrics.countRefusedConnection();
    }
}

package dev.homeport;

import dev.homeport.config.DnsSettings;
import dev.homeport.config.Listener;
import dev.homeport.dns.DnsConfig;
import dev.homeport.dns.DnsLimits;
import dev.homeport.dns.LiveZones;
import dev.homeport.dns.QueryLog;
import dev.homeport.dns.netty.EdgeKind;
import dev.homeport.dns.netty.TlsListeners;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Extensions;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.wire.Verdict;
import dev.homeport.doh.Answering;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;

/** The name server's settings in its own words, and its answering function for HTTPS. */
final class Dns {
    private Dns() {}

    static DnsConfig config(DnsSettings settings, Extensions extensions) {
        return new DnsConfig(
                settings.listeners().stream().map(Listener::socketAddress).toList(),
                limits(settings),
                Runtime.getRuntime().availableProcessors(),
                edge(),
                identity(settings),
                extensions,
                TlsListeners.NONE);
    }

    /** For measuring: no user should have to choose. */
    private static EdgeKind edge() {
        return EdgeKind.valueOf(System.getProperty("homeport.dns.edge", EdgeKind.AUTO.name()));
    }

    private static DnsLimits limits(DnsSettings settings) {
        DnsLimits usual = DnsLimits.DEFAULT;
        return new DnsLimits(
                settings.ednsSize(),
                usual.aliasStepsMax(),
                settings.tcp().connectionsMax(),
                settings.tcp().connectionsPerClientMax(),
                usual.tcpQueryBytesMax(),
                usual.tcpUnsentBytesMax(),
                settings.tcp().idleTimeout(),
                usual.tcpLifetimeMax());
    }

    private static ServerIdentity identity(DnsSettings settings) {
        return new ServerIdentity(settings.version(), settings.extensions().id());
    }

    /**
     * Answers messages that come over HTTPS, by the function that answers UDP and TCP, and tells
     * {@code recorder} and {@code log} of each.
     */
    static Answering overHttps(
            DnsSettings settings, LiveZones zones, DnsRecorder recorder, QueryLog log) {
        Responder responder = responder(settings, zones, recorder);
        return (query, client) -> {
            long begun = System.nanoTime();
            Exchange exchange = new Exchange();
            Verdict verdict = responder.respond(exchange, query, 0, query.length, Transport.HTTPS);
            if (verdict != Verdict.REPLIED) return Optional.empty();
            tell(exchange, client, System.nanoTime() - begun, recorder, log);
            return Optional.of(Arrays.copyOf(exchange.reply(), exchange.replyLength()));
        };
    }

    /** Answers ordinary queries, whoever hands them over. */
    static Responder responder(DnsSettings settings, LiveZones zones, DnsRecorder recorder) {
        DnsLimits limits = limits(settings);
        var options =
                new ResponderOptions(
                        limits.udpBytesMax(), limits.aliasStepsMax(), identity(settings));
        return new Responder(zones::current, options, recorder::failed);
    }

    private static void tell(
            Exchange exchange,
            InetSocketAddress client,
            long nanos,
            DnsRecorder recorder,
            QueryLog log) {
        int bytes = exchange.replyLength();
        recorder.answered(Transport.HTTPS, exchange.type(), exchange.rcode(), bytes, nanos);
        log.answered(
                new QueryLog.Entry(
                        Transport.HTTPS,
                        client,
                        exchange.name().toString(),
                        exchange.type(),
                        exchange.rcode(),
                        exchange.flags(),
                        bytes,
                        nanos));
    }
}

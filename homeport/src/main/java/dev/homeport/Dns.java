package dev.homeport;

import dev.homeport.config.Config;
import dev.homeport.config.DnsSettings;
import dev.homeport.config.Listener;
import dev.homeport.dns.DnsConfig;
import dev.homeport.dns.DnsLimits;
import dev.homeport.dns.LiveZones;
import dev.homeport.dns.netty.EdgeKind;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.wire.Verdict;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The name server's settings in its own words, and its answering function for HTTPS. */
final class Dns {
    private Dns() {}

    static DnsConfig config(DnsSettings settings) {
        return new DnsConfig(
                settings.listeners().stream().map(Listener::socketAddress).toList(),
                limits(settings),
                Runtime.getRuntime().availableProcessors(),
                EdgeKind.AUTO,
                identity(settings));
    }

    private static DnsLimits limits(DnsSettings settings) {
        DnsLimits usual = DnsLimits.DEFAULT;
        return new DnsLimits(
                settings.ednsSize(),
                usual.aliasStepsMax(),
                settings.tcp().connectionsMax(),
                usual.tcpQueryBytesMax(),
                usual.tcpUnsentBytesMax(),
                settings.tcp().idleTimeout(),
                usual.tcpLifetimeMax());
    }

    private static ServerIdentity identity(DnsSettings settings) {
        return new ServerIdentity(settings.version(), "");
    }

    /**
     * Answers messages that come over HTTPS, by the function that answers UDP and TCP, and tells
     * {@code recorder} of each.
     */
    static Function<byte[], Optional<byte[]>> overHttps(
            Config config, LiveZones zones, DnsRecorder recorder) {
        DnsLimits limits = limits(config.dns());
        var options =
                new ResponderOptions(
                        limits.udpBytesMax(), limits.aliasStepsMax(), identity(config.dns()));
        Responder responder = new Responder(zones::current, options, recorder::failed);
        return query -> answer(responder, query, recorder);
    }

    private static Optional<byte[]> answer(
            Responder responder, byte[] query, DnsRecorder recorder) {
        long begun = System.nanoTime();
        Exchange exchange = new Exchange();
        Verdict verdict = responder.respond(exchange, query, 0, query.length, Transport.HTTPS);
        if (verdict != Verdict.REPLIED) return Optional.empty();
        recorder.answered(
                Transport.HTTPS,
                exchange.type(),
                exchange.rcode(),
                exchange.replyLength(),
                System.nanoTime() - begun);
        return Optional.of(Arrays.copyOf(exchange.reply(), exchange.replyLength()));
    }
}

package dev.homeport.dns;

import dev.homeport.dns.netty.AddressTakenException;
import dev.homeport.dns.netty.DnsEdge;
import dev.homeport.dns.netty.Outcomes;
import dev.homeport.dns.netty.TcpLimits;
import dev.homeport.dns.netty.TlsListeners;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.Transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A running authoritative DNS server. Thread-safe; whoever started it closes it.
 *
 * <p>A query goes UDP or TCP edge, {@link Responder}, {@code QueryDecoder}, {@link
 * LiveZones#current}, {@code Authority}, {@code AnswerEncoder}, edge.
 */
public final class DnsServer implements AutoCloseable {
    /** How long {@link #close()} waits for askers to take their answers. */
    public static final Duration DRAIN = Duration.ofSeconds(2);

    private final Responder responder;
    private final DnsEdge edge;

    private DnsServer(Responder responder, DnsEdge edge) {
        this.responder = responder;
        this.edge = edge;
    }

    /**
     * Brings up what is not about any zone, on another thread while zones are read, say. Nothing
     * depends on it.
     */
    public static void prepare() {
        DnsEdge.prepare();
    }

    /**
     * Starts listening.
     *
     * @throws AddressTakenException if an address cannot be had; nothing stays open then
     */
    public static DnsServer start(DnsConfig config, LiveZones zones, DnsObserver observer)
            throws AddressTakenException {
        return start(config, zones, observer, QueryLog.NONE);
    }

    /**
     * Starts listening and tells of each query.
     *
     * @throws AddressTakenException if an address cannot be had; nothing stays open then
     */
    public static DnsServer start(
            DnsConfig config, LiveZones zones, DnsObserver observer, QueryLog log)
            throws AddressTakenException {
        return start(config, zones, observer, log, Conversation.NONE);
    }

    /**
     * Starts listening, tells of each query and leaves transfers, notifies, updates and signed
     * messages to a conversation.
     *
     * @throws AddressTakenException if an address cannot be had; nothing stays open then
     */
    public static DnsServer start(
            DnsConfig config,
            LiveZones zones,
            DnsObserver observer,
            QueryLog log,
            Conversation conversation)
            throws AddressTakenException {
        DnsLimits limits = config.limits();
        var options =
                new ResponderOptions(
                        limits.udpBytesMax(),
                        limits.aliasStepsMax(),
                        config.identity(),
                        limits.tcpIdleTimeout(),
                        config.extensions());
        Responder responder =
                new Responder(zones::current, options, observer::failed, conversation);
        var tcp =
                new TcpLimits(
                        limits.tcpConnectionsMax(),
                        limits.tcpConnectionsPerClientMax(),
                        limits.tcpQueryBytesMax(),
                        limits.tcpUnsentBytesMax(),
                        limits.tcpIdleTimeout(),
                        limits.tcpLifetimeMax());
        Outcomes outcomes = outcomes(observer, log);
        DnsEdge edge =
                DnsEdge.open(
                        config.addresses(),
                        config.edge(),
                        config.loops(),
                        tcp,
                        config.tls(),
                        responder,
                        outcomes);
        return new DnsServer(responder, edge);
    }

    private static Outcomes outcomes(DnsObserver observer, QueryLog log) {
        if (observer.equals(DnsObserver.NONE) && log.equals(QueryLog.NONE)) return Outcomes.NONE;
        return new Told(observer, log);
    }

    private static final class Told implements Outcomes {
        private final DnsObserver observer;
        private final QueryLog log;

        Told(DnsObserver observer, QueryLog log) {
            this.observer = observer;
            this.log = log;
        }

        @Override
        public void answered(
                Transport transport,
                Supplier<InetSocketAddress> client,
                Exchange exchange,
                long nanos) {
            int bytes = exchange.replyLength();
            observer.answered(transport, exchange.type(), exchange.rcode(), bytes, nanos);
            if (log.equals(QueryLog.NONE)) return;
            log.answered(
                    new QueryLog.Entry(
                            transport,
                            client.get(),
                            exchange.name().toString(),
                            exchange.type(),
                            exchange.rcode(),
                            exchange.flags(),
                            bytes,
                            nanos));
        }

        @Override
        public void dropped(Transport transport) {
            observer.dropped(transport);
        }

        @Override
        public void limited(ReplyRates.Ruling ruling) {
            observer.limited(ruling);
        }

        @Override
        public void connectionRefused() {
            observer.connectionRefused();
        }
    }

    /**
     * Listens for DNS over TLS from now on, for those whose certificates are ready later than their
     * names.
     *
     * @throws AddressTakenException if an address cannot be had; the server goes on without it
     */
    public void listen(TlsListeners tls) throws AddressTakenException {
        edge.listen(tls);
    }

    /** The addresses in use, in the order of the configuration, with the ports that were taken. */
    public List<InetSocketAddress> localAddresses() {
        return edge.localAddresses();
    }

    /** The addresses of DNS over TLS, in the order of the configuration. */
    public List<InetSocketAddress> localTlsAddresses() {
        return edge.localTlsAddresses();
    }

    /** Answers bytes that came another way, such as DNS over HTTPS. */
    public Responder responder() {
        return responder;
    }

    /** How sockets are used: what {@code AUTO} came to. */
    public dev.homeport.dns.netty.EdgeKind edge() {
        return edge.kind();
    }

    /** Closes within {@link #DRAIN}. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /**
     * Stops accepting, lets connections take their last answers, and closes everything. Closing
     * again does nothing.
     *
     * @param deadline after which what is still open is cut off
     */
    public void close(Duration deadline) {
        edge.close(deadline);
    }
}

package dev.homeport.dns.netty;

import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.Transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoEventLoop;
import io.netty.channel.WriteBufferWaterMark;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Listens with UDP and TCP on every address, and with TLS where it is asked to. Thread-safe;
 * whoever opened it closes it.
 */
public final class DnsEdge {
    /** Tries to find a port that is free for both protocols. */
    private static final int FREE_PORT_TRIES = 32;

    /** Transfers and the like at a time; each may keep some hundred kilobytes in its hands. */
    private static final int CONVERSATIONS_MAX = 128;

    private final Loops loops;
    private final TcpLimits limits;
    private final Responder responder;
    private final Outcomes outcomes;
    private final Connections connections;
    private final Conversations conversations;
    private final List<Channel> listeners = new CopyOnWriteArrayList<>();
    private final List<BatchedUdpEdge> batched = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> addresses = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> tlsAddresses = new CopyOnWriteArrayList<>();

    private DnsEdge(Loops loops, TcpLimits limits, Responder responder, Outcomes outcomes) {
        this.loops = loops;
        this.limits = limits;
        this.responder = responder;
        this.outcomes = outcomes;
        this.connections = new Connections(limits);
        this.conversations =
                new Conversations(
                        responder.conversation(), CONVERSATIONS_MAX, responder.failures());
    }

    /**
     * Looks up how sockets are best used here, which takes a while; whoever is going to open an
     * edge may have it done on another thread meanwhile.
     */
    public static void prepare() {
        Loops.prepare();
    }

    /**
     * Opens all addresses.
     *
     * @throws AddressTakenException if one cannot be had; nothing stays open then
     */
    public static DnsEdge open(
            List<InetSocketAddress> addresses,
            EdgeKind kind,
            int loops,
            TcpLimits limits,
            TlsListeners tls,
            Responder responder,
            Outcomes outcomes)
            throws AddressTakenException {
        DnsEdge edge = new DnsEdge(Loops.start(kind, loops), limits, responder, outcomes);
        try {
            for (InetSocketAddress address : addresses) edge.listen(address);
            edge.listen(tls);
            return edge;
        } catch (AddressTakenException e) {
            edge.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Opens further addresses for TLS.
     *
     * @throws AddressTakenException if one cannot be had; what was opened stays open then
     */
    public void listen(TlsListeners tls) throws AddressTakenException {
        for (InetSocketAddress address : tls.addresses()) listenTls(address, tls);
    }

    private void listen(InetSocketAddress address) throws AddressTakenException {
        for (int attempt = 1; ; attempt++) {
            Channel tcp = bound(connections(this::plain).bind(address), address, "tcp");
            listeners.add(tcp);
            InetSocketAddress local = (InetSocketAddress) tcp.localAddress();
            try {
                listenUdp(local);
                addresses.add(local);
                return;
            } catch (AddressTakenException e) {
                // A port we chose ourselves may be free for one protocol only: choose another.
                if (address.getPort() != 0 || attempt == FREE_PORT_TRIES) throw e;
                listeners.remove(tcp);
                tcp.close().awaitUninterruptibly();
            }
        }
    }

    private void listenTls(InetSocketAddress address, TlsListeners tls)
            throws AddressTakenException {
        Consumer<ChannelPipeline> secure = pipeline -> secure(pipeline, tls);
        ServerBootstrap bootstrap =
                connections(secure)
                        // Under TLS either both directions are open or none.
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        Channel listener = bound(bootstrap.bind(address), address, "tcp");
        listeners.add(listener);
        tlsAddresses.add((InetSocketAddress) listener.localAddress());
    }

    private void plain(ChannelPipeline pipeline) {
        pipeline.addLast(new TcpEdge(responder, conversations, outcomes, limits, Transport.TCP));
    }

    private void secure(ChannelPipeline pipeline, TlsListeners tls) {
        pipeline.addLast(
                tls.handshake().get(),
                new TcpEdge(responder, conversations, outcomes, limits, Transport.TLS));
    }

    private void listenUdp(InetSocketAddress address) throws AddressTakenException {
        requireFree(address);
        if (loops.kind() == EdgeKind.BATCHED) {
            for (IoEventLoop loop : loops.each()) batched.add(batched(address, loop));
            return;
        }
        for (int i = 0; i < loops.datagramSockets(); i++) {
            var handler = new UdpEdge(responder, conversations, outcomes, Loops.DATAGRAM_BYTES_MAX);
            listeners.add(bound(loops.datagrams().handler(handler).bind(address), address, "udp"));
        }
    }

    private BatchedUdpEdge batched(InetSocketAddress address, IoEventLoop loop)
            throws AddressTakenException {
        int longest = Math.max(Loops.DATAGRAM_BYTES_MAX, responder.udpBytesMax());
        return BatchedUdpEdge.open(
                address,
                loop,
                responder,
                conversations,
                outcomes,
                Loops.DATAGRAM_BYTES_MAX,
                longest);
    }

    /** SO_REUSEPORT would let two servers of one user share a port without a word: look first. */
    private static void requireFree(InetSocketAddress address) throws AddressTakenException {
        try (DatagramSocket probe = new DatagramSocket(null)) {
            probe.setReuseAddress(false);
            probe.bind(address);
        } catch (IOException e) {
            throw new AddressTakenException(address, "udp", e);
        }
    }

    private static Channel bound(ChannelFuture future, InetSocketAddress address, String protocol)
            throws AddressTakenException {
        future.awaitUninterruptibly();
        if (future.isSuccess()) return future.channel();
        throw new AddressTakenException(address, protocol, future.cause());
    }

    private ServerBootstrap connections(Consumer<ChannelPipeline> handlers) {
        var initializer =
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (connections.admit(channel)) {
                            handlers.accept(channel.pipeline());
                        } else {
                            outcomes.connectionRefused();
                            var _ = channel.close();
                        }
                    }
                };
        int unsent = limits.unsentBytesMax();
        return loops.connections()
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(unsent / 2, unsent))
                .childHandler(initializer);
    }

    /** What {@link EdgeKind#AUTO} came to. */
    public EdgeKind kind() {
        return loops.kind();
    }

    /** The addresses in use, with the ports that were taken. */
    public List<InetSocketAddress> localAddresses() {
        return List.copyOf(addresses);
    }

    /** The addresses of DNS over TLS, with the ports that were taken. */
    public List<InetSocketAddress> localTlsAddresses() {
        return List.copyOf(tlsAddresses);
    }

    /**
     * Stops accepting, drains connections and stops the loops. Closing again does nothing.
     *
     * @param deadline after which connections are cut off
     */
    public void close(Duration deadline) {
        for (Channel listener : listeners) listener.close().awaitUninterruptibly();
        for (BatchedUdpEdge socket : batched) socket.stop();
        connections.drain(deadline);
        conversations.close();
        loops.group()
                .shutdownGracefully(0, deadline.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }
}

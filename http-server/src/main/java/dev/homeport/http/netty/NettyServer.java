package dev.homeport.http.netty;

import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpConfig.Listener;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.ListenException;
import dev.homeport.http.RequestId;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Listeners and event loops; what {@link dev.homeport.http.HttpServer} is made of. Thread-safe. */
public final class NettyServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final HttpConfig config;
    private final EventLoopGroup group;
    private final Census census;
    private final List<Channel> listening = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private NettyServer(HttpConfig config, HttpObserver observer) {
        this.config = config;
        this.group = Transports.loops(config);
        this.census = new Census(group, config, observer);
    }

    /** Starts; see {@link dev.homeport.http.HttpServer#start}. */
    public static NettyServer start(
            HttpConfig config, Supplier<? extends Handler> root, HttpObserver observer)
            throws ListenException {
        NettyServer server = new NettyServer(config, observer);
        Dispatch dispatch = new Dispatch(root, config.limits(), observer);
        RequestId ids = new RequestId(new SecureRandom().nextLong());
        Edge edge = new Edge(config, dispatch, observer, ids);
        try {
            for (Listener listener : config.listeners()) server.listen(edge, listener);
        } catch (ListenException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void listen(Edge edge, Listener listener) throws ListenException {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(Transports.serverChannel(config))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(64 * 1024, 256 * 1024))
                        .childHandler(new Pipelines(edge, listener, census))
                        .bind(listener.address())
                        .awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) throw new ListenException(listener.address(), failure);
        listening.add(bound.channel());
    }

    /** Where it listens, in the order of the configuration. */
    public List<InetSocketAddress> localAddresses() {
        return listening.stream().map(c -> (InetSocketAddress) c.localAddress()).toList();
    }

    /** How many connections are open. */
    public int connections() {
        return census.open();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        for (Channel channel : listening) channel.close().awaitUninterruptibly();
        census.drain(config.drainTimeout());
        // What is still open is closed with its loop.
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

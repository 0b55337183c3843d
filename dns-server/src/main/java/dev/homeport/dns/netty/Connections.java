package dev.homeport.dns.netty;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All open TCP connections, up to a bound. Thread-safe. */
final class Connections {
    private final int connectionsMax;
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    Connections(int connectionsMax) {
        this.connectionsMax = connectionsMax;
    }

    /** Takes a connection in, or says that there are too many. */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > connectionsMax) {
            open.decrementAndGet();
            return false;
        }
        channels.add(channel);
        channel.closeFuture().addListener(_ -> open.decrementAndGet());
        return true;
    }

    /** Lets every connection take its last replies; what is still open at the deadline is cut. */
    void drain(Duration deadline) {
        for (Channel channel : channels) channel.pipeline().fireUserEventTriggered(TcpEdge.DRAIN);
        channels.newCloseFuture().awaitUninterruptibly(deadline.toMillis(), TimeUnit.MILLISECONDS);
        channels.close().awaitUninterruptibly();
    }
}

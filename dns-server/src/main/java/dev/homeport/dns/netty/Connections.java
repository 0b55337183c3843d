package dev.homeport.dns.netty;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All open TCP connections, up to a bound, and to one for each client. Thread-safe. */
final class Connections {
    private final TcpLimits limits;
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    Connections(TcpLimits limits) {
        this.limits = limits;
    }

    /** Takes a connection in, or says that there are too many. */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > limits.connectionsMax()) {
            open.decrementAndGet();
            return false;
        }
        // Gone already if it has no address; it counts until that is noticed.
        InetAddress client =
                channel.remoteAddress() instanceof InetSocketAddress remote
                        ? remote.getAddress()
                        : InetAddress.getLoopbackAddress();
        if (!admit(client)) {
            open.decrementAndGet();
            return false;
        }
        channels.add(channel);
        channel.closeFuture().addListener(_ -> leave(client));
        return true;
    }

    /** RFC 7766 6.2.1: one client must not take the connections of all. */
    private boolean admit(InetAddress client) {
        if (client.isLoopbackAddress()) return true;
        if (byClient.merge(client, 1, Integer::sum) <= limits.connectionsPerClientMax()) {
            return true;
        }
        forget(client);
        return false;
    }

    private void leave(InetAddress client) {
        open.decrementAndGet();
        if (!client.isLoopbackAddress()) forget(client);
    }

    private void forget(InetAddress client) {
        byClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Lets every connection take its last replies; what is still open at the deadline is cut. */
    void drain(Duration deadline) {
        for (Channel channel : channels) channel.pipeline().fireUserEventTriggered(TcpEdge.DRAIN);
        channels.newCloseFuture().awaitUninterruptibly(deadline.toMillis(), TimeUnit.MILLISECONDS);
        channels.close().awaitUninterruptibly();
    }
}

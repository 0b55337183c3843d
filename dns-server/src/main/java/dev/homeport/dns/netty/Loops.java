package dev.homeport.dns.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

import java.util.ArrayList;
import java.util.List;

/** The threads of a server and the kind of sockets that they drive. */
final class Loops {
    /** Longest query taken in a datagram: what a link carries without fragments. */
    static final int DATAGRAM_BYTES_MAX = 1536;

    private static final int BATCH = 32;
    private static final int BATCHES_PER_WAKE_UP = 16;
    static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final EdgeKind kind;
    private final int count;
    private final MultiThreadIoEventLoopGroup group;

    private Loops(EdgeKind kind, int count, IoHandlerFactory factory) {
        this.kind = kind;
        this.count = count;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory("homeport-dns", true), factory);
    }

    static Loops start(EdgeKind wanted, int count) {
        return switch (wanted) {
            case AUTO -> start(best(), count);
            case BATCHED -> {
                BatchCalls.require();
                Epoll.ensureAvailability();
                yield new Loops(wanted, count, EpollIoHandler.newFactory());
            }
            case EPOLL -> {
                Epoll.ensureAvailability();
                yield new Loops(wanted, count, EpollIoHandler.newFactory());
            }
            case NIO -> new Loops(wanted, count, NioIoHandler.newFactory());
        };
    }

    /** Brings up what {@link #start} will look for; what is missing is told then. */
    static void prepare() {
        try {
            if (Epoll.isAvailable()) BatchCalls.require();
        } catch (LinkageError | IllegalCallerException | UnsupportedOperationException e) {
            System.getLogger(Loops.class.getName()).log(DEBUG, "event=dns_edge_not_prepared", e);
        }
    }

    /** What works here; that it is not the best there is gets said once, with the reason. */
    private static EdgeKind best() {
        if (!Epoll.isAvailable()) {
            say(EdgeKind.NIO, Epoll.unavailabilityCause());
            return EdgeKind.NIO;
        }
        try {
            BatchCalls.require();
            return EdgeKind.BATCHED;
        } catch (LinkageError | IllegalCallerException | UnsupportedOperationException e) {
            say(EdgeKind.EPOLL, e);
            return EdgeKind.EPOLL;
        }
    }

    private static void say(EdgeKind chosen, Throwable reason) {
        System.getLogger(Loops.class.getName())
                .log(INFO, "event=dns_edge kind={0} reason={1}", chosen, reason);
    }

    EdgeKind kind() {
        return kind;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** With SO_REUSEPORT the kernel spreads askers over sockets; without it one socket must do. */
    int datagramSockets() {
        return kind == EdgeKind.NIO ? 1 : count;
    }

    /** The loops one by one. */
    List<IoEventLoop> each() {
        List<IoEventLoop> all = new ArrayList<>(count);
        for (EventExecutor loop : group) all.add((IoEventLoop) loop);
        return all;
    }

    Bootstrap datagrams() {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(group)
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        if (kind != EdgeKind.EPOLL) {
            return bootstrap
                    .channel(NioDatagramChannel.class)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX)
                                    .maxMessagesPerRead(BATCH));
        }
        // Both are needed for many datagrams a system call: the size of one, and room for all.
        return bootstrap
                .channel(EpollDatagramChannel.class)
                .option(UnixChannelOption.SO_REUSEPORT, true)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES_MAX)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX * BATCH)
                                .maxMessagesPerRead(BATCHES_PER_WAKE_UP));
    }

    ServerBootstrap connections() {
        ServerBootstrap bootstrap = new ServerBootstrap().group(group);
        return kind == EdgeKind.NIO
                ? bootstrap.channel(NioServerSocketChannel.class)
                : bootstrap.channel(EpollServerSocketChannel.class);
    }
}

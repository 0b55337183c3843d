package dev.homeport.http.netty;

import dev.homeport.http.HttpConfig;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The ways to the operating system: epoll where there is one, the JDK's selector elsewhere. */
final class Transports {

    private Transports() {}

    static boolean isEpoll(HttpConfig.Transport wanted) {
        return switch (wanted) {
            case BEST -> Epoll.isAvailable();
            case NIO -> false;
        };
    }

    static EventLoopGroup loops(HttpConfig config) {
        return new MultiThreadIoEventLoopGroup(
                config.eventLoops(),
                new DefaultThreadFactory("http", true),
                isEpoll(config.transport())
                        ? EpollIoHandler.newFactory()
                        : NioIoHandler.newFactory());
    }

    static Class<? extends ServerChannel> serverChannel(HttpConfig config) {
        return isEpoll(config.transport())
                ? EpollServerSocketChannel.class
                : NioServerSocketChannel.class;
    }
}

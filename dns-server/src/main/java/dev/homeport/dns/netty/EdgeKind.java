package dev.homeport.dns.netty;

/** The ways to use sockets. */
public enum EdgeKind {
    /** The best that this machine has. */
    AUTO,
    /**
     * Linux epoll, and datagrams moved many at a time by {@code recvmmsg} and {@code sendmmsg}
     * called through {@code java.lang.foreign}, without an object for each: the leanest.
     */
    BATCHED,
    /**
     * Linux epoll by Netty's channels: many datagrams a system call, a UDP socket for each loop.
     */
    EPOLL,
    /** The JDK's selectors: works everywhere. */
    NIO
}

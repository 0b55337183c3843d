package dev.homeport.dns.netty;

/** The ways to use sockets. */
public enum EdgeKind {
    /** The best that this machine has. */
    AUTO,
    /** Linux epoll: many datagrams a system call, a UDP socket for each loop. */
    EPOLL,
    /** The JDK's selectors: works everywhere. */
    NIO
}

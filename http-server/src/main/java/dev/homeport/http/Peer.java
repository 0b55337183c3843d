package dev.homeport.http;

import java.net.InetSocketAddress;

/**
 * The connection a request came in on.
 *
 * @param remote the client's address
 * @param local the address the client connected to
 * @param protocol the version of HTTP spoken
 */
public record Peer(InetSocketAddress remote, InetSocketAddress local, Protocol protocol) {}

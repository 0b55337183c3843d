package dev.homeport.http.filter;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Target;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Requests from elsewhere. */
final class From {
    private From() {}

    /** A GET in the clear. */
    static Request address(String client, String path, String... fields) {
        return over("http", client, path, fields);
    }

    static Request over(String scheme, String client, String path, String... fields) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral(client), 4711);
        InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.80"), 80);
        return new Request(
                "GET",
                new Target(scheme, "a", 80, path, path, ""),
                Headers.of(fields),
                Body.empty(),
                new Peer(remote, local, Protocol.HTTP_1_1));
    }
}

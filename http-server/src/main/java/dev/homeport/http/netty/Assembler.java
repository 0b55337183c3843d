package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.RequestId;
import dev.homeport.http.Response;
import dev.homeport.http.Target;
import dev.homeport.http.semantics.RequestCheck;
import dev.homeport.http.semantics.RequestCheck.Checked;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;

/** Makes of what a connection of any protocol version received the one {@link Request} there is. */
final class Assembler {
    private final Connection connection;
    private final Peer peer;
    private final String localHost;

    Assembler(Connection connection, Protocol protocol) {
        this.connection = connection;
        this.peer = new Peer(connection.remote(), connection.local(), protocol);
        this.localHost = host(connection.local().getAddress());
    }

    private static String host(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) return text;
        int zone = text.indexOf('%');
        return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    /** Whether what {@code asked} says is a request; {@code authority} is HTTP/2's, else empty. */
    Checked check(Asked asked, String authority) {
        return RequestCheck.check(
                new RequestCheck.Head(
                        asked.method(),
                        asked.target(),
                        connection.scheme(),
                        authority,
                        asked.headers(),
                        asked.protocol(),
                        localHost,
                        connection.local().getPort()));
    }

    /** The request, with its content. */
    Request request(Asked asked, Target target, Body body) {
        // HTTP/1.0 and 1.1 share a connection's assembler, so the version is the message's.
        Peer from =
                peer.protocol() == asked.protocol()
                        ? peer
                        : new Peer(peer.remote(), peer.local(), asked.protocol());
        return new Request(
                asked.method(),
                target,
                asked.headers(),
                body,
                from,
                Map.of(),
                Map.of(RequestId.ATTRIBUTE, asked.id()));
    }

    /** What a refused request is told. */
    static Response refusal(int status, String reason) {
        Response response =
                Response.text(
                        status,
                        "text/plain; charset=utf-8",
                        status + " " + Reasons.of(status) + ": " + reason + "\n");
        // RFC 9110 15.5.6: a 405 must name what is allowed.
        return status == 405 ? response.with("allow", RequestCheck.allow()) : response;
    }

    /** The answer to {@code OPTIONS *}. */
    static Response serverWide() {
        return Response.of(204).with("allow", RequestCheck.allow());
    }
}

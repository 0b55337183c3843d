package dev.homeport.http;

import java.net.InetSocketAddress;

/**
 * A request and its answer as an access log sees them.
 *
 * @param remote the client's address
 * @param security whether the connection was secured
 * @param protocol the version of HTTP
 * @param method the method; empty when the request could not be read
 * @param target the request target as sent; empty when it could not be read
 * @param host the host asked for; empty when the request was refused before it was known
 * @param status the status of the answer
 * @param bytes how many bytes of content were sent
 * @param nanos from the first line of the request until the answer was handed to the network
 * @param referer the field {@code Referer}, or empty
 * @param userAgent the field {@code User-Agent}, or empty
 * @param requestId the number of the request within this process, see {@link RequestId}
 */
public record Exchange(
        InetSocketAddress remote,
        Security security,
        Protocol protocol,
        String method,
        String target,
        String host,
        int status,
        long bytes,
        long nanos,
        String referer,
        String userAgent,
        long requestId) {

    /** Whether TLS was between the client and the server. */
    public enum Security {
        /** In the clear. */
        PLAIN,
        /** Over TLS. */
        TLS
    }
}

package dev.homeport.dns.netty;

import io.netty.channel.ChannelHandler;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where DNS over TLS is spoken (RFC 7858), and by which certificates.
 *
 * @param addresses to listen on; port 0 takes a free port
 * @param handshake makes for each connection the handler that decrypts it; it comes first in the
 *     pipeline, ends handshakes that take too long, and offers {@code dot} by ALPN (RFC 7858 6, RFC
 *     9103 7.1)
 */
public record TlsListeners(List<InetSocketAddress> addresses, Supplier<ChannelHandler> handshake) {
    /** Nowhere. */
    public static final TlsListeners NONE =
            new TlsListeners(
                    List.of(),
                    () -> {
                        throw new IllegalStateException("no listener for TLS");
                    });

    public TlsListeners {
        addresses = List.copyOf(addresses);
    }
}

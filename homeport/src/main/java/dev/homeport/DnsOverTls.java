package dev.homeport;

import dev.homeport.config.Listener;
import dev.homeport.dns.netty.TlsListeners;
import dev.homeport.http.tls.LiveCertificates;

import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.Mapping;

import java.util.List;

/** DNS over TLS with the certificates of the web server. */
final class DnsOverTls {
    /** RFC 7858 6. */
    private static final String ALPN = "dot";

    private static final int CLIENT_HELLO_BYTES_MAX = 16 * 1024;
    private static final long HANDSHAKE_MILLIS_MAX = 10_000;

    private DnsOverTls() {}

    /** Each handshake reads the current certificates once. */
    static TlsListeners listeners(List<Listener> listeners, LiveCertificates certificates) {
        Mapping<String, SslContext> current = name -> certificates.find(name, ALPN);
        return new TlsListeners(
                listeners.stream().map(Listener::socketAddress).toList(),
                () -> new SniHandler(current, CLIENT_HELLO_BYTES_MAX, HANDSHAKE_MILLIS_MAX));
    }
}

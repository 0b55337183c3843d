package dev.homeport.http;

import dev.homeport.http.netty.NettyServer;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * A running HTTP server: HTTP/1.1 and HTTP/2, in the clear and over TLS.
 *
 * <p>Thread-safe. Whoever starts it closes it.
 */
public final class HttpServer implements AutoCloseable {
    private final NettyServer server;

    private HttpServer(NettyServer server) {
        this.server = server;
    }

    /**
     * Starts to listen on every address of {@code config}, or on none.
     *
     * @param root gives the handler of a request; it is asked once for each, so that a reload can
     *     swap the handler under open connections
     * @throws ListenException when an address cannot be bound; nothing stays open then
     */
    public static HttpServer start(
            HttpConfig config, Supplier<? extends Handler> root, HttpObserver observer)
            throws ListenException {
        return new HttpServer(NettyServer.start(config, root, observer));
    }

    /** Starts with a handler that stays. */
    public static HttpServer start(HttpConfig config, Handler root, HttpObserver observer)
            throws ListenException {
        return start(config, () -> root, observer);
    }

    /** The addresses it listens on, in the order of the configuration, with their real ports. */
    public List<InetSocketAddress> localAddresses() {
        return server.localAddresses();
    }

    /** How many connections are open. */
    public int connections() {
        return server.connections();
    }

    /**
     * Stops: listens no more, tells clients so, lets running requests finish within the configured
     * time and then closes what is left. A second call does nothing.
     */
    @Override
    public void close() {
        server.close();
    }
}

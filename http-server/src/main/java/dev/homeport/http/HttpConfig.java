package dev.homeport.http;

import dev.homeport.http.tls.LiveCertificates;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How a server is set up; it does not change while the server runs.
 *
 * @param listeners where it listens
 * @param limits what it bears
 * @param transport how it talks to the operating system
 * @param eventLoops how many threads serve connections, at least 1
 * @param drainTimeout how long {@link HttpServer#close} lets running requests finish
 * @param clock where the date of a response comes from
 */
public record HttpConfig(
        List<Listener> listeners,
        HttpLimits limits,
        Transport transport,
        int eventLoops,
        Duration drainTimeout,
        InstantSource clock) {

    /** An address to listen on; port 0 takes a free one. */
    public sealed interface Listener {

        /** The address to bind. */
        InetSocketAddress address();

        /** HTTP/1.1, and HTTP/2 with prior knowledge, in the clear. */
        record Plain(InetSocketAddress address) implements Listener {}

        /** HTTP/1.1 and HTTP/2 over TLS, with what {@code certificates} holds at each handshake. */
        record Tls(InetSocketAddress address, LiveCertificates certificates) implements Listener {}
    }

    /** Ways to talk to the operating system. */
    public enum Transport {
        /** epoll where it is available, the JDK's selector elsewhere. */
        BEST,
        /** The JDK's selector, which runs everywhere. */
        NIO
    }

    public HttpConfig {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) throw new IllegalArgumentException("no address to listen on");
        if (eventLoops < 1) throw new IllegalArgumentException("no event loop");
    }

    /** Default limits, one event loop a core and the system's clock. */
    public static HttpConfig of(List<Listener> listeners) {
        return new HttpConfig(
                listeners,
                HttpLimits.DEFAULT,
                Transport.BEST,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(10),
                InstantSource.system());
    }

    /** This set-up with other limits. */
    public HttpConfig withLimits(HttpLimits other) {
        return new HttpConfig(listeners, other, transport, eventLoops, drainTimeout, clock);
    }

    /** This set-up with another transport. */
    public HttpConfig withTransport(Transport other) {
        return new HttpConfig(listeners, limits, other, eventLoops, drainTimeout, clock);
    }

    /** This set-up with {@code loops} event loops. */
    public HttpConfig withEventLoops(int loops) {
        return new HttpConfig(listeners, limits, transport, loops, drainTimeout, clock);
    }

    /** This set-up with another bound on the time {@link HttpServer#close} takes. */
    public HttpConfig withDrainTimeout(Duration timeout) {
        return new HttpConfig(listeners, limits, transport, eventLoops, timeout, clock);
    }
}

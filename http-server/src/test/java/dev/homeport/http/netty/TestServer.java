package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Exchange;
import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpConfig.Listener;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.HttpServer;
import dev.homeport.http.ListenException;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.tls.LiveCertificates;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A server on free ports of the loopback, in the clear and over TLS, that remembers what it did.
 */
final class TestServer implements AutoCloseable {
    /** Says what was asked. */
    static final Handler ECHO = Handler.inline(TestServer::echo);

    static final HttpLimits LIMITS =
            HttpLimits.DEFAULT
                    .withBodyBytesMax(1000)
                    .withTimeouts(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5));

    private final HttpServer server;
    private final Recorder recorder = new Recorder();

    /** What was observed. */
    static final class Recorder implements HttpObserver {
        final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        final List<Throwable> failures = new CopyOnWriteArrayList<>();
        final List<Throwable> broken = new CopyOnWriteArrayList<>();
        final AtomicInteger turnedAway = new AtomicInteger();

        @Override
        public void answered(Exchange exchange) {
            exchanges.add(exchange);
        }

        @Override
        public void failed(Request request, Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void broken(Throwable failure) {
            broken.add(failure);
        }

        @Override
        public void turnedAway() {
            turnedAway.incrementAndGet();
        }
    }

    private TestServer(HttpConfig config, Supplier<Handler> root) {
        try {
            server = HttpServer.start(config, root, recorder);
        } catch (ListenException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestServer of(Handler root) {
        return of(LIMITS, root);
    }

    static TestServer of(HttpLimits limits, Handler root) {
        return of(Optional.empty(), () -> root, config -> config.withLimits(limits));
    }

    static TestServer of(
            Optional<LiveCertificates> certificates,
            Supplier<Handler> root,
            UnaryOperator<HttpConfig> settings) {
        Listener plain = new Listener.Plain(loopback());
        List<Listener> listeners =
                certificates
                        .<List<Listener>>map(
                                live -> List.of(plain, new Listener.Tls(loopback(), live)))
                        .orElse(List.of(plain));
        HttpConfig config =
                HttpConfig.of(listeners)
                        .withLimits(LIMITS)
                        .withEventLoops(1)
                        .withDrainTimeout(Duration.ofSeconds(5));
        return new TestServer(settings.apply(config), root);
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static Response echo(Request request) {
        String body =
                request.body() instanceof Body.Bytes(var bytes)
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : "";
        return Response.text(
                200,
                "text/plain",
                request.method()
                        + " "
                        + request.target().host()
                        + " "
                        + request.path()
                        + " "
                        + request.target().query()
                        + "|"
                        + body);
    }

    InetSocketAddress plain() {
        return server.localAddresses().getFirst();
    }

    InetSocketAddress tls() {
        return server.localAddresses().get(1);
    }

    RawClient connect() {
        return new RawClient(plain());
    }

    Recorder recorder() {
        return recorder;
    }

    int connections() {
        return server.connections();
    }

    @Override
    public void close() {
        server.close();
    }
}

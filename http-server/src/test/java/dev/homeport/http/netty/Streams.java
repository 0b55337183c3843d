package dev.homeport.http.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.HandlerLimits;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Response;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Servers that stream, for tests over every version of HTTP. */
final class Streams {
    static final LiveCertificates CERTIFICATES =
            new LiveCertificates(
                    TestCertificates.of(Engine.BEST, TestCertificates.mint("localhost")));
    static final HttpLimits LIMITS =
            TestServer.LIMITS.withHandlers(HandlerLimits.DEFAULT.withWindowBytes(64 * 1024));

    static TestServer server(Handler handler) {
        return server(LIMITS, handler);
    }

    static TestServer server(HttpLimits limits, Handler handler) {
        return TestServer.of(
                Optional.of(CERTIFICATES), () -> handler, config -> config.withLimits(limits));
    }

    static Response streamed(Body body) {
        return new Response(200, Headers.of("content-type", "text/plain"), body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The first one exchange that is observed. */
    static dev.homeport.http.Exchange observed(TestServer server) {
        await().until(() -> !server.recorder().exchanges.isEmpty());
        return server.recorder().exchanges.getFirst();
    }

    static int statusOf(Wire.Client client, String method, String path) throws IOException {
        try (ClientCall call = client.call(method, path, WithContent.NO)) {
            int status = call.status();
            assertTrue((method.equals("GET") && status == 503) || call.rest().isEmpty());
            return status;
        }
    }

    private Streams() {}
}

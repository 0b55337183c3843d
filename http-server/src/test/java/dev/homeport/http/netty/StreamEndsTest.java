package dev.homeport.http.netty;

import static dev.homeport.http.netty.Streams.CERTIFICATES;
import static dev.homeport.http.netty.Streams.LIMITS;
import static dev.homeport.http.netty.Streams.bytes;
import static dev.homeport.http.netty.Streams.observed;
import static dev.homeport.http.netty.Streams.server;
import static dev.homeport.http.netty.Streams.streamed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.ClientGoneException;
import dev.homeport.http.HttpLimits;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** How streams end that do not come to their own end, over every version of HTTP. */
class StreamEndsTest {
    @ParameterizedTest
    @EnumSource
    void aWriterLearnsThatItsClientHasLeft(Wire wire) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>(new Throwable("none yet"));
        CountDownLatch woken = new CountDownLatch(1);
        Body body =
                Body.stream(
                        sink -> {
                            sink.write('x');
                            sink.flush();
                            sink.whenEnding(woken::countDown);
                            woken.await();
                            try {
                                sink.write('y');
                            } catch (IOException e) {
                                failure.set(e);
                                throw e;
                            }
                        });
        try (TestServer server = server(LIMITS.withLoad(100, 1), _ -> streamed(body));
                Wire.Client client = wire.client(server)) {
            ClientCall call = client.get("/");
            assertEquals(200, call.status());
            assertEquals("x", call.read(1));
            call.close();
            assertTrue(woken.await(10, java.util.concurrent.TimeUnit.SECONDS));
            await().until(() -> failure.get() instanceof ClientGoneException);
            assertEquals(1, observed(server).bytes());
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriterThatFailsBreaksOff(Wire wire) throws Exception {
        IOException planned = new IOException("planned");
        Body body =
                Body.stream(
                        sink -> {
                            sink.write(bytes("part"));
                            sink.flush();
                            throw planned;
                        });
        try (TestServer server = server(_ -> streamed(body));
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertThrows(IOException.class, call::rest);
            // RFC 9113 7: INTERNAL_ERROR.
            if (call instanceof H2Client.Call2 stream) assertEquals(2, stream.awaitReset());
            await().until(() -> !server.recorder().failures.isEmpty());
            assertEquals(List.of(planned), server.recorder().failures);
            assertEquals(4, observed(server).bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoTakesNothingIsCut(Wire wire) throws Exception {
        HttpLimits limits =
                LIMITS.withTimeouts(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300));
        byte[] piece = new byte[64 * 1024];
        Body endless =
                Body.stream(
                        sink -> {
                            while (true) sink.write(piece);
                        });
        try (TestServer server = server(limits, _ -> streamed(endless));
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertEquals(200, observed(server).status());
            assertThrows(
                    IOException.class,
                    () -> call.content().transferTo(java.io.OutputStream.nullOutputStream()));
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsQuietIsNotCut(Wire wire) throws Exception {
        HttpLimits limits =
                LIMITS.withTimeouts(
                        Duration.ofSeconds(5),
                        Duration.ofMillis(200),
                        Duration.ofMillis(200),
                        Duration.ofMillis(200));
        CountDownLatch go = new CountDownLatch(1);
        Body body =
                Body.stream(
                        sink -> {
                            go.await();
                            sink.write('x');
                        });
        try (TestServer server = server(limits, _ -> streamed(body));
                Wire.Client client = wire.client(server);
                Wire.Client other = Wire.H1.client(server);
                ClientCall call = client.get("/");
                ClientCall idle = other.get("/")) {
            assertEquals(200, call.status());
            assertEquals(200, idle.status());
            // A connection with nothing to wait for is closed several times the limits later.
            try (RawClient silent = server.connect()) {
                silent.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").answer("HEAD");
                assertTrue(silent.isAtEnd());
            }
            go.countDown();
            assertEquals("x", call.rest());
            assertEquals("x", idle.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsAreToldThatTheServerStops(Wire wire) throws Exception {
        Body body =
                Body.stream(
                        sink -> {
                            sink.write(bytes("begin"));
                            sink.flush();
                            CountDownLatch ending = new CountDownLatch(1);
                            sink.whenEnding(ending::countDown);
                            ending.await();
                            sink.write(bytes(sink.isEnding() ? " end" : " ?"));
                        });
        UnaryOperator<dev.homeport.http.HttpConfig> patient =
                config -> config.withDrainTimeout(Duration.ofSeconds(60));
        try (TestServer server =
                        TestServer.of(
                                Optional.of(CERTIFICATES), () -> _ -> streamed(body), patient);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertEquals("begin", call.read(5));
            Thread closing = Thread.ofVirtual().start(server::close);
            assertEquals(" end", call.rest());
            // Well before the time that the server would wait.
            assertTrue(closing.join(Duration.ofSeconds(30)));
        }
    }
}

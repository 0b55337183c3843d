package dev.homeport.http.netty;

import static dev.homeport.http.netty.Streams.LIMITS;
import static dev.homeport.http.netty.Streams.bytes;
import static dev.homeport.http.netty.Streams.observed;
import static dev.homeport.http.netty.Streams.server;
import static dev.homeport.http.netty.Streams.statusOf;
import static dev.homeport.http.netty.Streams.streamed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Response;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Streamed content must be the same over every version of HTTP. */
class StreamedResponseTest {
    @ParameterizedTest
    @EnumSource
    void whatIsFlushedComesAtOnce(Wire wire) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Handler handler =
                _ ->
                        streamed(
                                Body.stream(
                                        sink -> {
                                            sink.write(bytes("one"));
                                            sink.flush();
                                            read.await();
                                            sink.write(bytes("two"));
                                        }));
        try (TestServer server = server(handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertEquals("", call.field("content-length"));
            assertEquals(wire.isHttp2() ? "" : "chunked", call.field("transfer-encoding"));
            assertEquals("one", call.read(3));
            read.countDown();
            assertEquals("two", call.rest());
            assertEquals(6, observed(server).bytes());
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHeadComesBeforeItsContent(Wire wire) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Handler handler =
                _ ->
                        streamed(
                                Body.stream(
                                        4,
                                        sink -> {
                                            read.await();
                                            sink.write(bytes("four"));
                                        }));
        try (TestServer server = server(handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertEquals("4", call.field("content-length"));
            assertEquals("", call.field("transfer-encoding"));
            read.countDown();
            assertEquals("four", call.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongLengthBreaksOff(Wire wire) throws Exception {
        Handler handler =
                request -> streamed(Body.stream(5, sink -> sink.write(bytes(request.path()))));
        try (TestServer server = server(handler);
                Wire.Client client = wire.client(server)) {
            try (ClientCall right = client.get("/four")) {
                assertEquals(200, right.status());
                assertEquals("/four", right.rest());
            }
            try (ClientCall few = client.get("/one")) {
                assertEquals(200, few.status());
                assertThrows(IOException.class, few::rest);
            }
            try (ClientCall many = client.get("/seven")) {
                assertEquals(200, many.status());
                assertThrows(IOException.class, many::rest);
            }
            await().until(() -> server.recorder().failures.size() == 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriterWaitsForItsClient(Wire wire) throws Exception {
        int pieces = 4096;
        byte[] piece = new byte[16 * 1024];
        AtomicLong written = new AtomicLong();
        AtomicReference<Thread> writer = new AtomicReference<>(Thread.currentThread());
        Body body =
                Body.stream(
                        sink -> {
                            writer.set(Thread.currentThread());
                            for (int i = 0; i < pieces; i++) {
                                sink.write(piece);
                                written.addAndGet(piece.length);
                            }
                        });
        try (TestServer server = server(_ -> streamed(body));
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            await().until(
                            () -> {
                                long before = written.get();
                                boolean waits = writer.get().getState() == Thread.State.WAITING;
                                return before > 0 && waits && before == written.get();
                            });
            // The system's own buffers hold some megabytes of what is sent in the clear.
            long most = wire.isHttp2() ? 65_535 + LIMITS.handlers().windowBytes() : 32L << 20;
            assertTrue(written.get() <= most, () -> written.get() + " bytes ahead");
            long length = 0;
            InputStream content = call.content();
            for (int n = content.read(piece); n >= 0; n = content.read(piece)) length += n;
            assertEquals((long) pieces * piece.length, length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noWriterRunsWhereNoContentIsSent(Wire wire) throws Exception {
        AtomicLong runs = new AtomicLong();
        Handler handler =
                request ->
                        new Response(
                                Integer.parseInt(request.path().substring(1)),
                                Headers.none(),
                                Body.stream(sink -> runs.incrementAndGet()));
        try (TestServer server = server(LIMITS.withLoad(100, 1), handler);
                Wire.Client client = wire.client(server)) {
            // One request at a time is allowed, so each one's thread has ended before the next.
            for (String asked : List.of("HEAD /200", "GET /204", "GET /304", "HEAD /404")) {
                String[] line = asked.split(" ", 2);
                int status = Integer.parseInt(line[1].substring(1));
                await().until(() -> statusOf(client, line[0], line[1]) == status);
            }
            assertEquals(0, runs.get());
            await().until(() -> statusOf(client, "GET", "/200") == 200);
            await().until(() -> runs.get() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamTakesOneOfTheRequestsThatMayRun(Wire wire) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Handler handler =
                request ->
                        request.path().equals("/stream")
                                ? streamed(Body.stream(_ -> go.await()))
                                : Response.of(204);
        try (TestServer server = server(LIMITS.withLoad(100, 1), handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/stream")) {
            assertEquals(200, call.status());
            assertEquals(503, statusOf(client, "GET", "/"));
            go.countDown();
            assertEquals("", call.rest());
            await().until(() -> statusOf(client, "GET", "/") == 204);
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlersOnEventLoopsMayAnswerWithAStream(Wire wire) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Thread> writer = new AtomicReference<>(Thread.currentThread());
        Body body =
                Body.stream(
                        sink -> {
                            writer.set(Thread.currentThread());
                            go.await();
                            sink.write('x');
                        });
        Handler handler = Handler.inline(_ -> streamed(body));
        try (TestServer server = server(LIMITS.withLoad(100, 1), handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertEquals(503, statusOf(client, "GET", "/"));
            go.countDown();
            assertEquals("x", call.rest());
            assertTrue(writer.get().isVirtual());
        }
    }
}

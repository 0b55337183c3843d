package dev.homeport.http.netty;

import static dev.homeport.http.netty.Streams.LIMITS;
import static dev.homeport.http.netty.Streams.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.ClientGoneException;
import dev.homeport.http.ContentException;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Intake;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Content that is read while it comes must be the same over every version of HTTP. */
class StreamedRequestTest {

    /** {@code handler}, with content as a stream of at most {@code bytesMax}. */
    static Handler taking(long bytesMax, Handler handler) {
        return new Handler() {
            @Override
            public Response handle(Request request) throws Exception {
                return handler.handle(request);
            }

            @Override
            public Intake intake(Request head) {
                return Intake.streamed(bytesMax);
            }
        };
    }

    private static Response count(Request request) throws IOException {
        try (InputStream in = request.body().open()) {
            long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
            return Response.text(200, "text/plain", Long.toString(bytes));
        }
    }

    private static Response echo(Request request) {
        return new Response(200, Headers.of("content-type", "text/plain"), request.body());
    }

    @ParameterizedTest
    @EnumSource
    void contentIsReadWhileItComes(Wire wire) throws Exception {
        try (TestServer server = server(taking(100, StreamedRequestTest::echo));
                Wire.Client client = wire.client(server);
                ClientCall call = client.post("/")) {
            call.send("one");
            assertEquals(200, call.status());
            assertEquals("one", call.read(3));
            call.send("two");
            assertEquals("two", call.read(3));
            call.end();
            assertEquals("", call.rest());
            await().until(() -> server.recorder().exchanges.size() == 1);
            assertEquals(6, server.recorder().exchanges.getFirst().bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientWaitsForWhoReads(Wire wire) throws Exception {
        byte[] piece = new byte[16 * 1024];
        int pieces = 2048;
        CountDownLatch read = new CountDownLatch(1);
        Handler slow =
                request -> {
                    read.await();
                    return count(request);
                };
        AtomicLong sent = new AtomicLong();
        try (TestServer server = server(taking(1L << 30, slow));
                Wire.Client client = wire.client(server);
                ClientCall call = client.post("/")) {
            Thread sender = Thread.ofVirtual().start(() -> send(call, piece, pieces, sent));
            // What a client has sent stops growing when the server reads no more.
            await().pollInterval(Duration.ofMillis(200))
                    .until(
                            new java.util.concurrent.Callable<>() {
                                private long before = -1;

                                @Override
                                public Boolean call() {
                                    boolean still = sent.get() > 0 && sent.get() == before;
                                    before = sent.get();
                                    return still;
                                }
                            });
            long most = wire.isHttp2() ? H2Codec.WINDOW_BYTES : 16L << 20;
            assertTrue(sent.get() <= most, () -> sent.get() + " bytes ahead");
            read.countDown();
            assertEquals(200, call.status());
            assertEquals(Long.toString((long) pieces * piece.length), call.rest());
            sender.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotReadHoldsUpNobodyElse(Wire wire) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Handler handler =
                request -> {
                    if (request.path().equals("/slow")) read.await();
                    return count(request);
                };
        byte[] piece = new byte[16 * 1024];
        int window = H2Codec.WINDOW_BYTES / piece.length;
        try (TestServer server = server(taking(1L << 20, handler));
                Wire.Client client = wire.client(server);
                ClientCall slow = client.post("/slow");
                ClientCall quick = client.post("/quick")) {
            for (int i = 0; i < window; i++) slow.send(piece);
            for (int i = 0; i < window; i++) quick.send(piece);
            quick.end();
            assertEquals(200, quick.status());
            assertEquals(Integer.toString(H2Codec.WINDOW_BYTES), quick.rest());
            read.countDown();
            slow.end();
            assertEquals(200, slow.status());
        }
    }

    private static void send(ClientCall call, byte[] piece, int pieces, AtomicLong sent) {
        try {
            for (int i = 0; i < pieces; i++) {
                call.send(piece);
                sent.addAndGet(piece.length);
            }
            call.end();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contentIsBoundedByItsHandler(Wire wire) throws Exception {
        HttpLimits whole = LIMITS.withBodyBytesMax(2);
        try (TestServer server = server(whole, taking(10, StreamedRequestTest::count));
                Wire.Client client = wire.client(server)) {
            assertEquals("200 10", answer(client, 10));
            assertEquals("200 10", answer(client, 10, "content-length", "10"));
            assertTrue(answer(client, 11).startsWith("413 "));
            try (ClientCall known = client.post("/", "content-length", "11")) {
                // Before any of it is sent.
                assertEquals(413, known.status());
            }
            try (ClientCall none = client.get("/")) {
                assertEquals(200, none.status());
                assertEquals("0", none.rest());
            }
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    private static void endIfOpen(ClientCall call) {
        try {
            call.end();
        } catch (IOException e) {
            // What is too long may be answered, and its stream reset, before its end.
        }
    }

    private static String answer(Wire.Client client, int bytes, String... fields)
            throws IOException {
        try (ClientCall call = client.post("/", fields)) {
            call.send(new byte[bytes]);
            endIfOpen(call);
            return call.status() + " " + call.rest();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerLearnsThatItsClientHasLeft(Wire wire) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>(new Throwable("none yet"));
        Semaphore began = new Semaphore(0);
        Handler handler =
                request -> {
                    began.release();
                    try {
                        return count(request);
                    } catch (IOException e) {
                        failure.set(e);
                        throw e;
                    }
                };
        try (TestServer server = server(taking(100, handler));
                Wire.Client client = wire.client(server)) {
            ClientCall call = client.post("/");
            call.send("some");
            // A reset may overtake what was sent before it.
            began.acquire();
            call.leave();
            await().until(() -> failure.get() instanceof ClientGoneException);
            failure.set(new Throwable("none yet"));
            try (Wire.Client other = wire.client(server)) {
                other.post("/").send("some");
                began.acquire();
            }
            // The whole connection has ended.
            await().until(() -> failure.get() instanceof IOException);
            assertInstanceOf(ClientGoneException.class, failure.get());
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoSendsTooSlowlyIsToldSo(Wire wire) throws Exception {
        Duration longer = Duration.ofSeconds(5);
        HttpLimits limits = LIMITS.withTimeouts(longer, Duration.ofMillis(300), longer, longer);
        AtomicReference<Throwable> failure = new AtomicReference<>(new Throwable("none yet"));
        Handler handler =
                request -> {
                    try {
                        return count(request);
                    } catch (ContentException e) {
                        failure.set(e);
                        throw e;
                    }
                };
        try (TestServer server = server(limits, taking(1000, handler));
                Wire.Client client = wire.client(server);
                ClientCall call = client.post("/")) {
            // A byte now and then does not help.
            await().pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                if (failure.get() instanceof ContentException) return true;
                                call.send("x");
                                return false;
                            });
            assertEquals(408, call.status());
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contentIsAskedForWhenItIsRead(Wire wire) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Handler handler =
                request -> {
                    if (request.path().equals("/no")) return Response.of(403);
                    go.await();
                    return count(request);
                };
        try (TestServer server = server(taking(1000, handler));
                Wire.Client client = wire.client(server)) {
            try (ClientCall refused = client.post("/no", "expect", "100-continue")) {
                assertEquals(403, refused.status());
            }
            try (ClientCall call = client.post("/", "expect", "100-continue")) {
                go.countDown();
                assertEquals(100, call.status());
                call.send("four");
                call.end();
                assertEquals(200, call.status());
                assertEquals("4", call.rest());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerMayComeBeforeTheContent(Wire wire) throws Exception {
        Handler handler =
                request -> {
                    assertEquals('s', request.body().open().read());
                    return Response.text(200, "text/plain", "enough");
                };
        try (TestServer server = server(taking(1L << 30, handler));
                Wire.Client client = wire.client(server);
                ClientCall call = client.post("/")) {
            call.send("some");
            assertEquals(200, call.status());
            assertEquals("enough", call.rest());
            // RFC 9113 8.1: NO_ERROR; RFC 9112 9.6: the connection ends.
            if (call instanceof H2Client.Call2 stream) assertEquals(0, stream.awaitReset());
            else assertEquals("close", call.field("connection"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsAnsweredAndContentThatIsClosedIsNotRead(Wire wire) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>(new Throwable("none yet"));
        Handler handler =
                request -> {
                    InputStream in = request.body().open();
                    assertEquals('x', in.read());
                    in.close();
                    failure.set(assertThrows(IOException.class, in::read));
                    throw new IllegalStateException("planned");
                };
        try (TestServer server = server(taking(1000, handler));
                Wire.Client client = wire.client(server);
                ClientCall call = client.post("/")) {
            call.send("xyz");
            assertEquals(500, call.status());
            assertEquals("the content is closed", failure.get().getMessage());
            assertEquals("planned", server.recorder().failures.getFirst().getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneUploadTooManyIsTurnedAway(Wire wire) throws Exception {
        try (TestServer server =
                        server(LIMITS.withLoad(100, 1), taking(1000, StreamedRequestTest::count));
                Wire.Client client = wire.client(server);
                ClientCall first = client.post("/")) {
            first.send("x");
            await().until(() -> statusWithout(client) == 503);
            first.end();
            assertEquals(200, first.status());
            await().until(() -> statusWithout(client) == 200);
        }
    }

    private static int statusWithout(Wire.Client client) throws IOException {
        try (ClientCall call = client.get("/")) {
            return call.status();
        }
    }
}

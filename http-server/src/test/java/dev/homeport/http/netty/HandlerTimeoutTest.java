package dev.homeport.http.netty;

import static dev.homeport.http.netty.StreamedRequestTest.taking;
import static dev.homeport.http.netty.Streams.LIMITS;
import static dev.homeport.http.netty.Streams.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.HandlerLimits;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Response;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A handler has so much time for its answer, over every version of HTTP. */
class HandlerTimeoutTest {
    private static HttpLimits within(int millis) {
        HandlerLimits limits = LIMITS.handlers().withTimeout(Duration.ofMillis(millis));
        return LIMITS.withHandlers(limits);
    }

    /** A latch that nobody counts down, for those who wait for their interruption. */
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void whoTakesTooLongIsInterrupted(Wire wire) throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>(new Throwable("none yet"));
        Handler handler =
                request -> {
                    if (request.path().equals("/quick")) return Response.of(204);
                    try {
                        NEVER.await();
                        return Response.of(204);
                    } catch (InterruptedException e) {
                        seen.set(e);
                        throw e;
                    }
                };
        try (TestServer server = server(within(200), handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/");
                ClientCall quick = client.get("/quick")) {
            assertEquals(204, quick.status());
            assertEquals(503, call.status());
            assertEquals("10", call.field("retry-after"));
            await().until(() -> seen.get() instanceof InterruptedException);
            assertEquals(1, server.recorder().failures.size());
            assertInstanceOf(TimeoutException.class, server.recorder().failures.getFirst());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatComesTooLateIsDropped(Wire wire) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        Handler stubborn =
                request -> {
                    boolean waits = !request.path().equals("/next");
                    while (waits && told.getCount() > 0) Thread.onSpinWait();
                    return new Response(200, Headers.none(), Body.stream(_ -> ran.countDown()));
                };
        try (TestServer server = server(within(200).withLoad(100, 1), stubborn);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(503, call.status());
            told.countDown();
            // One request at a time is allowed, so the first one's thread has ended by then.
            await().until(() -> status(client) == 200);
            await().until(() -> ran.getCount() == 0);
            assertEquals(1, server.recorder().failures.size());
        }
    }

    private static int status(Wire.Client client) throws Exception {
        try (ClientCall call = client.get("/next")) {
            int status = call.status();
            // Only then has a writer surely run.
            call.rest();
            return status;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamMayTakeItsTime(Wire wire) throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        Handler handler =
                request -> {
                    if (!request.path().equals("/stream")) NEVER.await();
                    return new Response(
                            200,
                            Headers.none(),
                            Body.stream(
                                    sink -> {
                                        other.await();
                                        sink.write('x');
                                    }));
                };
        try (TestServer server = server(within(200), handler);
                Wire.Client client = wire.client(server);
                ClientCall stream = client.get("/stream");
                ClientCall late = client.get("/")) {
            assertEquals(200, stream.status());
            assertEquals(503, late.status());
            other.countDown();
            assertEquals("x", stream.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingForTheClientDoesNotCount(Wire wire) throws Exception {
        Handler reads =
                taking(
                        100,
                        request -> {
                            try (InputStream in = request.body().open()) {
                                int length = in.readAllBytes().length;
                                if (request.path().equals("/late")) NEVER.await();
                                return Response.text(200, "text/plain", "" + length);
                            }
                        });
        try (TestServer server = server(within(200), reads);
                Wire.Client client = wire.client(server);
                ClientCall call = client.post("/");
                ClientCall late = client.post("/late")) {
            call.send("one");
            late.end();
            assertEquals(503, late.status());
            call.send("two");
            call.end();
            assertEquals(200, call.status());
            assertEquals("6", call.rest());
            assertTrue(server.recorder().failures.getFirst() instanceof TimeoutException);
            assertEquals(List.of(), server.recorder().broken);
        }
    }
}

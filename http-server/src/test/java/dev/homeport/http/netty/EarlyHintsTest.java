package dev.homeport.http.netty;

import static dev.homeport.http.netty.Streams.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.http.Body;
import dev.homeport.http.EarlyHints;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.CountDownLatch;

/** Hints come before the answer, over every version of HTTP. */
class EarlyHintsTest {
    private static final Headers STYLE = Headers.of("Link", "</a.css>; rel=preload; as=style");

    @ParameterizedTest
    @EnumSource
    void hintsComeBeforeTheAnswer(Wire wire) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Handler handler =
                request -> {
                    EarlyHints hints = EarlyHints.of(request);
                    hints.send(STYLE);
                    read.await();
                    hints.send(Headers.of("link", "</b.js>; rel=preload", "content-length", "7"));
                    return Response.text(200, "text/plain", "page");
                };
        try (TestServer server = server(handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(103, call.status());
            assertEquals("</a.css>; rel=preload; as=style", call.field("link"));
            read.countDown();
            assertEquals(103, call.status());
            assertEquals("</b.js>; rel=preload", call.field("link"));
            assertEquals("", call.field("content-length"));
            assertEquals(200, call.status());
            assertEquals("", call.field("link"));
            assertEquals("page", call.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void hintsThatComeTooLateAreNotSent(Wire wire) throws Exception {
        Handler handler =
                request ->
                        new Response(
                                200,
                                Headers.none(),
                                Body.stream(
                                        sink -> {
                                            EarlyHints.of(request).send(STYLE);
                                            sink.write('x');
                                        }));
        try (TestServer server = server(handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            assertEquals("x", call.rest());
        }
    }

    @Test
    void http10IsToldNothingBeforeTheAnswer() {
        Handler handler =
                request -> {
                    EarlyHints.of(request).send(STYLE);
                    return Response.text(200, "text/plain", "page");
                };
        try (TestServer server = server(handler);
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertEquals(200, client.answer().status());
            await().until(() -> server.recorder().exchanges.size() == 1);
        }
    }

    @Test
    void handlersOnEventLoopsGiveNoHints() {
        Handler handler =
                Handler.inline(
                        request -> {
                            EarlyHints.of(request).send(STYLE);
                            return Response.text(200, "text/plain", "page");
                        });
        try (TestServer server = server(handler);
                RawClient client = server.connect()) {
            assertEquals("page", client.get("/").answer().body());
        }
    }
}

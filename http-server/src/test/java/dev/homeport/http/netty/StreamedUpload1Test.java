package dev.homeport.http.netty;

import static dev.homeport.http.netty.StreamedRequestTest.taking;
import static dev.homeport.http.netty.Streams.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Handler;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What becomes of a connection of HTTP/1.1 whose request is read while it comes. */
class StreamedUpload1Test {
    private static final Handler READS =
            taking(
                    1000,
                    request -> {
                        try (InputStream in = request.body().open()) {
                            byte[] all = in.readAllBytes();
                            String text = new String(all, StandardCharsets.US_ASCII);
                            return Response.text(200, "text/plain", request.path() + " " + text);
                        }
                    });

    private static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void theNextRequestFollowsTheContent() {
        String chunked = "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (TestServer server = server(READS);
                RawClient client = server.connect()) {
            client.send(post("/a", 3) + "one" + chunked + "3\r\ntwo\r\n0\r\n\r\n" + post("/c", 1));
            assertEquals("/a one", client.answer().body());
            assertEquals("/b two", client.answer().body());
            client.send("3").get("/d");
            assertEquals("/c 3", client.answer().body());
            assertEquals("/d ", client.answer().body());
        }
    }

    @Test
    void aLittleThatNobodyReadsIsPassedOver() {
        Handler ignores = taking(1L << 30, _ -> Response.text(200, "text/plain", "no"));
        try (TestServer server = server(ignores);
                RawClient client = server.connect()) {
            client.send(post("/a", H1Upload.DRAINED_BYTES_MAX));
            assertEquals("", client.answer().field("connection"));
            client.send("x".repeat(H1Upload.DRAINED_BYTES_MAX)).get("/b");
            assertEquals("no", client.answer().body());
            client.send(post("/a", H1Upload.DRAINED_BYTES_MAX + 1));
            assertEquals("close", client.answer().field("connection"));
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void aRestThatDoesNotComeEndsTheConnection() {
        Handler ignores = taking(1000, _ -> Response.text(200, "text/plain", "no"));
        var limits =
                Streams.LIMITS.withTimeouts(
                        java.time.Duration.ofSeconds(5),
                        java.time.Duration.ofMillis(300),
                        java.time.Duration.ofSeconds(5),
                        java.time.Duration.ofSeconds(5));
        try (TestServer server = server(limits, ignores);
                RawClient client = server.connect()) {
            assertEquals("no", client.send(post("/a", 9) + "1").answer().body());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void nonsenseInChunksIsRefused() {
        CountDownLatch failed = new CountDownLatch(1);
        Handler handler =
                taking(
                        1000,
                        request -> {
                            try (InputStream in = request.body().open()) {
                                in.readAllBytes();
                                return Response.of(204);
                            } finally {
                                failed.countDown();
                            }
                        });
        try (TestServer server = server(handler);
                RawClient client = server.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\none\r\nnonsense\r\n");
            assertEquals(400, client.answer().status());
            assertTrue(client.isAtEnd());
            await().until(() -> failed.getCount() == 0);
            assertEquals(java.util.List.of(), server.recorder().failures);
        }
    }

    @Test
    void aHalfClosedContentIsTorn() {
        try (TestServer server = server(READS);
                RawClient client = server.connect()) {
            client.send(post("/a", 9) + "1").endOutput();
            assertTrue(client.isAtEnd());
            assertEquals(java.util.List.of(), server.recorder().failures);
        }
    }

    @Test
    void whatIsWholeIsAnsweredAfterAHalfClose() {
        try (TestServer server = server(READS);
                RawClient client = server.connect()) {
            client.send(post("/a", 3) + "one").endOutput();
            assertEquals("/a one", client.answer().body());
            assertTrue(client.isAtEnd());
        }
    }
}

package dev.homeport.http.netty;

import static dev.homeport.http.netty.Streams.bytes;
import static dev.homeport.http.netty.Streams.server;
import static dev.homeport.http.netty.Streams.streamed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Response;
import dev.homeport.http.netty.RawClient.Answer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How streamed content is framed over HTTP/1. */
class StreamedHttp1Test {
    @Test
    void smallWritesAreGathered() {
        Body body =
                Body.stream(
                        sink -> {
                            for (int i = 0; i < 20; i++) sink.write('a' + i);
                            sink.flush();
                            sink.flush();
                            sink.write(bytes("end"));
                        });
        try (TestServer server = server(_ -> streamed(body));
                RawClient client = server.connect()) {
            client.get("/");
            assertEquals("chunked", client.answer().field("transfer-encoding"));
            String expected = "14\r\nabcdefghijklmnopqrst\r\n3\r\nend\r\n0\r\n\r\n";
            assertEquals(expected, read(client, expected.length()));
        }
    }

    private static String read(RawClient client, int length) {
        try {
            return new String(client.in().readNBytes(length), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredBehindAStream() {
        Handler handler =
                request ->
                        request.path().equals("/stream")
                                ? streamed(Body.stream(3, sink -> sink.write(bytes("one"))))
                                : Response.text(200, "text/plain", request.path());
        try (TestServer server = server(handler);
                RawClient client = server.connect()) {
            client.get("/stream").get("/a").get("/stream").get("/b");
            assertEquals("one", client.answer().body());
            assertEquals("/a", client.answer().body());
            assertEquals("one", client.answer().body());
            assertEquals("/b", client.answer().body());
        }
    }

    @Test
    void http10GetsTheEndOfTheConnectionForAnEnd() throws Exception {
        Handler handler =
                request ->
                        streamed(
                                Body.stream(
                                        sink -> {
                                            sink.write(bytes("all"));
                                            sink.flush();
                                            if (request.path().equals("/bad")) {
                                                throw new IOException("planned");
                                            }
                                        }));
        String keep = " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        try (TestServer server = server(handler)) {
            try (RawClient client = server.connect()) {
                Answer head = client.send("GET /" + keep).answer();
                assertEquals("close", head.field("connection"));
                assertEquals("", head.field("transfer-encoding"));
                assertEquals("all", read(client, 4));
            }
            try (RawClient client = server.connect()) {
                client.send("GET /bad" + keep).answer();
                // A reset, since a mere end would be taken for the end of the content.
                Exception broken = assertThrows(Exception.class, () -> client.in().readAllBytes());
                assertInstanceOf(java.net.SocketException.class, broken);
            }
            try (RawClient client = server.connect()) {
                client.send("HEAD /" + keep);
                assertEquals("keep-alive", client.answer("HEAD").field("connection"));
            }
        }
    }
}

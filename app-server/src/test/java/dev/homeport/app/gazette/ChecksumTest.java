package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.app.gazette.upload.Checksum;
import dev.homeport.http.Body;
import dev.homeport.http.ContentException;
import dev.homeport.http.Headers;
import dev.homeport.http.Intake;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

class ChecksumTest {
    /** sha256sum of "abc", FIPS 180-4's example. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final DemoSite site = new DemoSite();
    private final Visitor visitor = site.visitor();

    private static Body incoming(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body.Incoming(Body.UNKNOWN_LENGTH, new ByteArrayInputStream(bytes));
    }

    @Test
    void contentIsReadAsItComes() {
        for (String method : new String[] {"POST", "PUT"}) {
            Response response = visitor.send(method, "/api/checksum", incoming("abc"));
            assertEquals(200, response.status());
            assertEquals("{\"bytes\":3,\"sha256\":\"" + ABC + "\"}", Visitor.text(response));
        }
        Response none = visitor.send("POST", "/api/checksum", Body.empty());
        assertEquals(0, Visitor.text(none).indexOf("{\"bytes\":0,"));
    }

    @Test
    void eachFileOfAFormHasItsSum() {
        String form =
                """
                --B
                Content-Disposition: form-data; name="note"

                no file
                --B
                Content-Disposition: form-data; name="a"; filename="abc.txt"

                abc
                --B--
                """
                        .replace("\n", "\r\n");
        Response response =
                visitor.send(
                        "POST",
                        "/api/checksum",
                        incoming(form),
                        "content-type",
                        "multipart/form-data; boundary=B");
        assertEquals(
                "{\"files\":[{\"bytes\":3,\"sha256\":\"" + ABC + "\",\"name\":\"abc.txt\"}]}",
                Visitor.text(response));
        Response torn =
                visitor.send(
                        "POST",
                        "/api/checksum",
                        incoming("--B\r\n"),
                        "content-type",
                        "multipart/form-data; boundary=B");
        assertEquals(400, torn.status());
        assertEquals("application/problem+json", torn.headers().joined("content-type"));
    }

    @Test
    void foreignPagesAreRefusedAndTooMuchIsTold() {
        Response foreign =
                visitor.send(
                        "POST", "/api/checksum", incoming("abc"), "origin", "http://evil.test");
        assertEquals(403, foreign.status());
        InputStream tooLong =
                new InputStream() {
                    @Override
                    public int read() throws ContentException {
                        return read(new byte[1], 0, 1);
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws ContentException {
                        throw new ContentException(413, "content longer than we take");
                    }
                };
        Response refused = visitor.send("POST", "/api/checksum", new Body.Incoming(-1, tooLong));
        assertEquals(413, refused.status());
    }

    @Test
    void onlyUploadsAreStreamed() {
        assertEquals(Intake.streamed(Checksum.BYTES_MAX), intake("POST", "/api/checksum"));
        assertEquals(Intake.WHOLE, intake("POST", "/guestbook"));
        assertEquals(Intake.WHOLE, intake("POST", "/api/none"));
        assertEquals(Intake.WHOLE, intake("POST", "/none"));
        assertThrows(IllegalArgumentException.class, () -> Intake.streamed(-1));
    }

    private Intake intake(String method, String path) {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
        Target target = new Target("http", "www.foobar.com", 8080, path, path, "");
        Peer peer = new Peer(here, here, Protocol.HTTP_1_1);
        return site.handler.intake(new Request(method, target, Headers.none(), Body.empty(), peer));
    }
}

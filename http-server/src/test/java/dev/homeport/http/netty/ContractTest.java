package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpConfig.Transport;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.Response;
import dev.homeport.http.Router;
import dev.homeport.http.SecurityHeaders;
import dev.homeport.http.coding.ContentCoding;
import dev.homeport.http.files.Site;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.StaticFiles;
import dev.homeport.http.tls.Certificates.Engine;
import dev.homeport.http.tls.LiveCertificates;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** What every version of HTTP must do alike, over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private static final String CSS = "body { color: black }\n".repeat(200);

    private final byte[] big = new byte[5_000_000];
    private Optional<TestServer> started = Optional.empty();

    /** How the servers talk to the operating system; there is a subclass for each other way. */
    Transport transport() {
        return Transport.BEST;
    }

    @BeforeAll
    void start(@TempDir Path root) throws IOException {
        System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
        new SplittableRandom(1).nextBytes(big);
        Files.write(root.resolve("big.bin"), big);
        Files.writeString(root.resolve("index.html"), "<h1>Home</h1>");
        Files.writeString(root.resolve("a.txt"), "0123456789");
        Files.writeString(root.resolve("main.css"), CSS);
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "docs");
        LiveCertificates certificates =
                new LiveCertificates(
                        TestCertificates.of(Engine.BEST, TestCertificates.mint("localhost")));
        Handler handler = handler(SiteFiles.load(root).site());
        HttpLimits limits = TestServer.LIMITS.withBodyBytesMax(100_000);
        started =
                Optional.of(
                        TestServer.of(
                                Optional.of(certificates),
                                () -> handler,
                                config -> config.withLimits(limits).withTransport(transport())));
    }

    @AfterAll
    void stop() {
        started.orElseThrow().close();
        assertEquals(List.of(), started.orElseThrow().recorder().broken);
    }

    private static Handler handler(Site site) {
        Router app =
                Router.builder()
                        .get("/echo", TestServer.ECHO)
                        .post("/echo", TestServer.ECHO)
                        .get("/blocking", TestServer::echo)
                        .get("/long", _ -> Response.html(200, CSS))
                        .get("/empty", _ -> Response.of(204))
                        .get("/framed", _ -> framed())
                        .get("/fails", _ -> fail())
                        .build();
        Handler files = StaticFiles.of(site).otherwise(app);
        return Filter.chain(List.of(SecurityHeaders.STRICT, ContentCoding.DEFAULT), files);
    }

    private static Response fail() throws IOException {
        throw new IOException("planned");
    }

    private static Response framed() {
        Headers lies = Headers.of("Connection", "close", "Content-Length", "7", "X-Is", "there");
        return new Response(200, lies, Body.text("four"));
    }

    private static HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TestCertificates.trusting())
                .build();
    }

    private HttpRequest request(String method, String path, String fields, byte[] body) {
        URI uri = URI.create("https://localhost:" + started.orElseThrow().tls().getPort() + path);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofByteArray(body));
        if (body.length == 0) builder.method(method, BodyPublishers.noBody());
        if (!fields.isEmpty()) builder.headers(fields.split("(: |; )"));
        return builder.build();
    }

    private HttpResponse<byte[]> ask(
            Version version, String method, String path, String fields, byte[] body)
            throws Exception {
        try (HttpClient client = client(version)) {
            HttpResponse<byte[]> response =
                    client.send(request(method, path, fields, body), BodyHandlers.ofByteArray());
            assertEquals(version, response.version());
            return response;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Method, path, fields, status, one field of the answer, length of its content
                "GET|/|``|200|content-type=text/html; charset=utf-8|13",
                "HEAD|/|``|200|content-length=13|0",
                "GET|/a.txt|``|200|content-length=10|10",
                "GET|/a.txt|range: bytes:2-4|200|content-length=10|10",
                "GET|/a.txt|range: bytes=2-4|206|content-range=bytes 2-4/10|3",
                "GET|/a.txt|range: bytes=-1|206|content-range=bytes 9-9/10|1",
                "GET|/a.txt|range: bytes=10-|416|content-range=bytes */10|0",
                "GET|/a.txt|if-none-match: *|304|cache-control=no-cache|0",
                "GET|/a.txt|if-match: \"x\"|412|content-length=0|0",
                "GET|/main.css|accept-encoding: gzip|200|content-encoding=gzip|-1",
                "GET|/main.css|accept-encoding: br|200|vary=accept-encoding|-1",
                "GET|/main.css|``|200|vary=accept-encoding|4400",
                "GET|/docs|``|301|location=/docs/|0",
                "GET|/docs?a=b|``|301|location=/docs/?a=b|0",
                "GET|/docs/|``|200|x-content-type-options=nosniff|4",
                "POST|/a.txt|``|405|allow=GET, HEAD|-1",
                "GET|/nothing|``|404|x-frame-options=DENY|-1",
                "GET|/%2e%2e/a.txt|``|400|content-type=text/plain; charset=utf-8|-1",
                "GET|/a%2fb|``|400|content-type=text/plain; charset=utf-8|-1",
                "GET|/%00|``|400|content-type=text/plain; charset=utf-8|-1",
                "GET|/x/../a.txt|``|200|content-length=10|10",
                "BREW|/|``|501|content-type=text/plain; charset=utf-8|-1",
                "TRACE|/|``|405|allow=DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT|-1",
                "OPTIONS|/echo|``|204|allow=GET, HEAD, OPTIONS, POST|0",
                "GET|/echo?q|``|200|content-type=text/plain|22",
                "GET|/blocking|``|200|content-type=text/plain|25",
                "GET|/empty|``|204|x-frame-options=DENY|0",
                "GET|/framed|``|200|content-length=4|4",
                "GET|/framed|``|200|x-is=there|4",
                "GET|/long|accept-encoding: br|200|content-encoding=br|-1",
                "GET|/fails|``|500|content-type=text/plain; charset=utf-8|-1",
                "GET|/|x: y; x: z|200|content-length=13|13",
            })
    void answersAlike(
            String method, String path, String fields, int status, String field, int length)
            throws Exception {
        for (Version version : Version.values()) {
            HttpResponse<byte[]> response = ask(version, method, path, fields, new byte[0]);
            String message = version + " " + method + " " + path;
            assertEquals(status, response.statusCode(), message);
            String[] pair = field.split("=", 2);
            assertEquals(pair[1], response.headers().firstValue(pair[0]).orElse("(none)"), message);
            if (length >= 0) assertEquals(length, response.body().length, message);
            assertTrue(response.headers().firstValue("date").isPresent(), message);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void contentComesBack(Version version) throws Exception {
        byte[] body = new byte[100_000];
        new SplittableRandom(2).nextBytes(body);
        HttpResponse<byte[]> at = ask(version, "POST", "/echo", "", body);
        String text = new String(at.body(), StandardCharsets.UTF_8);
        assertEquals("POST localhost /echo ", text.substring(0, text.indexOf('|')));
        String echoed = text.substring(text.indexOf('|') + 1);
        assertArrayEquals(body, echoed.getBytes(StandardCharsets.ISO_8859_1));
        HttpResponse<byte[]> past = ask(version, "POST", "/echo", "", new byte[100_001]);
        assertEquals(413, past.statusCode());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void largeFilesComeWhole(Version version) throws Exception {
        assertArrayEquals(big, ask(version, "GET", "/big.bin", "", new byte[0]).body());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void manyRequestsAtATimeAreEachAnswered(Version version) throws Exception {
        try (HttpClient client = client(version)) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String path = (i % 2 == 0 ? "/echo?" : "/blocking?") + i;
                answers.add(
                        client.sendAsync(
                                request("GET", path, "", new byte[0]), BodyHandlers.ofString()));
            }
            for (int i = 0; i < 60; i++) {
                String path = (i % 2 == 0 ? "/echo " : "/blocking ") + i;
                assertEquals("GET localhost " + path + "|", answers.get(i).get().body());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void contentIsAskedForBeforeItIsSent(Version version) throws Exception {
        try (HttpClient client = client(version)) {
            HttpRequest plain = request("POST", "/echo", "", new byte[] {'x'});
            HttpRequest request =
                    HttpRequest.newBuilder(plain, (_, _) -> true).expectContinue(true).build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            assertEquals("POST localhost /echo |x", response.body());
        }
    }
}

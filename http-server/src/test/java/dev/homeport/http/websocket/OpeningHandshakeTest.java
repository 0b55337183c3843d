package dev.homeport.http.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.http.Body;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** What a client must send to open a WebSocket, and what it is told otherwise (RFC 6455 4.2). */
class OpeningHandshakeTest {
    private static final List<String> SOUND =
            List.of(
                    "upgrade: websocket",
                    "connection: Upgrade",
                    "sec-websocket-version: 13",
                    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==");
    private static final Target TARGET = new Target("http", "foobar.com", 80, "/", "/", "");

    private static Request request(Protocol protocol, Target target, List<String> lines) {
        List<String> fields = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            fields.add(line.substring(0, colon));
            fields.add(line.substring(colon + 1).strip());
        }
        return Requests.over(protocol, target, "GET", fields.toArray(String[]::new));
    }

    /** A sound request in which {@code lines}, separated by bars, stand for those so named. */
    private static Request changed(String lines) {
        List<String> all = new ArrayList<>(SOUND);
        for (String line : lines.split("\\|", -1)) {
            String name = line.substring(0, line.indexOf(':') + 1);
            all.removeIf(each -> each.startsWith(name) && !lines.startsWith("+"));
            all.add(line.replace("+", ""));
        }
        all.removeIf(line -> line.endsWith(":"));
        return request(Protocol.HTTP_1_1, TARGET, all);
    }

    private static Response accept(Request request, WebSocketOptions options) {
        return WebSockets.accept(request, options, _ -> {});
    }

    private static Response accept(Request request) {
        return accept(request, WebSocketOptions.DEFAULT);
    }

    private static WebSocketOptions from(String... origins) {
        return WebSocketOptions.DEFAULT.withOrigins(Origins.andOf(origins));
    }

    /** RFC 6455 1.3 has this key and what answers it. */
    @Test
    void theExampleIsGranted() {
        Response response = accept(request(Protocol.HTTP_1_1, TARGET, SOUND));
        assertEquals(101, response.status());
        assertEquals(
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                response.headers().first("sec-websocket-accept").orElse(""));
        assertInstanceOf(Body.Upgrade.class, response.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "101 ~ upgrade: WebSocket",
                "101 ~ upgrade: h2c, websocket",
                "101 ~ connection: keep-alive, UPGRADE",
                "426 ~ upgrade:",
                "426 ~ upgrade: h2c",
                "426 ~ upgrade: websocket/13",
                "400 ~ connection:",
                "400 ~ connection: keep-alive",
                "426 ~ sec-websocket-version:",
                "426 ~ sec-websocket-version: 8",
                "426 ~ sec-websocket-version: 013",
                "426 ~ sec-websocket-version: 13, 8",
                "400 ~ +sec-websocket-version: 13",
                "400 ~ sec-websocket-key:",
                "400 ~ sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ",
                "400 ~ sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==AAAA",
                "400 ~ sec-websocket-key: dGhlIHNhbXBsZSBub25jZTEy",
                "400 ~ sec-websocket-key: dGhlIHNhbXBs-SBub25jZQ==",
                "400 ~ +sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
                "400 ~ sec-websocket-protocol: a b",
                "400 ~ sec-websocket-protocol: a, a",
                "400 ~ sec-websocket-extensions: permessage-deflate;",
                "400 ~ sec-websocket-extensions: x; y=",
                "101 ~ sec-websocket-extensions: x-unknown; y=1",
            })
    void isJudgedByItsFields(int status, String lines) {
        assertEquals(status, accept(changed(lines)).status());
    }

    @Test
    void whoSpeaksAnotherVersionIsToldOurs() {
        Response response = accept(changed("sec-websocket-version: 8"));
        assertEquals("13", response.headers().first("sec-websocket-version").orElse(""));
        assertEquals("websocket", response.headers().first("upgrade").orElse(""));
    }

    @Test
    void onlyGetOpens() {
        Response response = accept(Requests.about(TARGET, "POST"));
        assertEquals(405, response.status());
        assertEquals("GET", response.headers().first("allow").orElse(""));
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_0", "HTTP_2"})
    void otherVersionsOfHttpDoNotOpen(Protocol protocol) {
        assertEquals(505, accept(request(protocol, TARGET, SOUND)).status());
    }

    @ParameterizedTest
    @CsvSource({
        "101, http, 80, http://foobar.com",
        "101, http, 80, HTTP://FooBar.com",
        "101, https, 443, https://foobar.com",
        "101, http, 8080, http://foobar.com:8080",
        "403, http, 8080, http://foobar.com",
        "403, https, 443, http://foobar.com",
        "403, http, 80, https://foobar.com",
        "403, http, 80, http://www.foobar.com",
        "403, http, 80, http://foobar.com.evil.example",
        "403, http, 80, null",
    })
    void pagesOfTheSiteItselfMayOpen(int status, String scheme, int port, String origin) {
        Target target = new Target(scheme, "foobar.com", port, "/", "/", "");
        List<String> lines = new ArrayList<>(SOUND);
        lines.add("origin: " + origin);
        assertEquals(status, accept(request(Protocol.HTTP_1_1, target, lines)).status());
    }

    @Test
    void pagesOfOthersMayOpenWhenNamed() {
        Request request = changed("origin: https://www.other.example");
        assertEquals(101, accept(request, from("https://www.other.example")).status());
        assertEquals(403, accept(request, from("https://other.example")).status());
        WebSocketOptions any = WebSocketOptions.DEFAULT.withOrigins(Origins.ANY);
        assertEquals(101, accept(request, any).status());
    }

    @Test
    void twoOriginsAreNone() {
        Request request = changed("+origin: http://foobar.com|+origin: http://foobar.com");
        assertEquals(2, request.headers().all("origin").size());
        assertEquals(403, accept(request).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example", "https://other.example/", "HTTPS://OTHER.EXAMPLE"})
    void anOriginThatNoBrowserSendsIsAMistake(String origin) {
        assertThrows(IllegalArgumentException.class, () -> Origins.andOf(origin));
    }

    /** RFC 6455 4.2.2: the client's preference decides, among what the server speaks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"b, a ~ b", "x, a, b ~ a", "x ~ ''", "A ~ ''"})
    void theSubprotocolIsTheClientsFirstThatIsSpoken(String offered, String agreed) {
        WebSocketOptions options = WebSocketOptions.DEFAULT.withSubprotocols("a", "b");
        Response response = accept(changed("sec-websocket-protocol: " + offered), options);
        assertEquals(101, response.status());
        String told = response.headers().first("sec-websocket-protocol").orElse("");
        assertEquals(agreed, told);
        if (!(response.body() instanceof Body.Upgrade(Opening opening))) throw new AssertionError();
        assertEquals(agreed, opening.subprotocol());
    }

    @Test
    void aSubprotocolIsAToken() {
        assertThrows(
                IllegalArgumentException.class,
                () -> WebSocketOptions.DEFAULT.withSubprotocols("a b"));
    }
}

package dev.homeport.http.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.homeport.http.HttpLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class PlainHeadTest {
    private static final HttpLimits LIMITS = HttpLimits.DEFAULT;

    private final PlainHead head = new PlainHead(LIMITS);

    private static byte[] bytes(String text) {
        return text.replace("\u00b6", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private int read(String text) {
        return read(head, text);
    }

    private static int read(PlainHead head, String text) {
        byte[] bytes = bytes(text);
        return head.read(bytes, 0, bytes.length);
    }

    private String key(String text) {
        assertEquals(bytes(text).length, read(text), text);
        byte[] key = new byte[PlainHead.BYTES_MAX];
        return new String(key, 0, head.key(key), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1¶Host: a¶¶",
                "HEAD /a?b=c HTTP/1.1¶hOST:a¶¶",
                "GET / HTTP/1.1¶Host: a¶Connection: Keep-Alive¶Cookie: a=b¶Accept: */*¶¶",
                "GET / HTTP/1.1¶Host: a¶User-Agent: \t x\u00e9 \t¶Referer:¶¶",
                "GET / HTTP/1.1¶Host: a¶Accept: a¶Accept: b¶¶",
                "GET / HTTP/1.1¶Host: a¶If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT¶¶",
                "GET / HTTP/1.1¶If-None-Match: \"x\"¶Range: bytes=0-1¶Accept-Encoding: br¶Host: a¶¶",
            })
    void plainRequestsAreRead(String text) {
        assertEquals(bytes(text).length, read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET / HTTP/1.1¶Host: a¶",
                "GET / HTTP/1.1¶¶",
                "GET / HTTP/1.0¶Host: a¶¶",
                "POST / HTTP/1.1¶Host: a¶¶",
                "get / HTTP/1.1¶Host: a¶¶",
                "GET http://a/ HTTP/1.1¶Host: a¶¶",
                "GET  / HTTP/1.1¶Host: a¶¶",
                "GET / HTTP/1.1 ¶Host: a¶¶",
                "GET /\u00e9 HTTP/1.1¶Host: a¶¶",
                "GET / HTTP/1.1\nHost: a¶¶",
                "GET / HTTP/1.1¶Host: a\n¶",
                "GET / HTTP/1.1¶Host: a\rb¶¶",
                "GET / HTTP/1.1¶Host: a¶Accept: a\0b¶¶",
                "GET / HTTP/1.1¶Host: a¶Accept: a\u007fb¶¶",
                "GET / HTTP/1.1¶Host: a¶Host: a¶¶",
                "GET / HTTP/1.1¶Host : a¶¶",
                "GET / HTTP/1.1¶ Host: a¶¶",
                "GET / HTTP/1.1¶Host: a¶ folded¶¶",
                "GET / HTTP/1.1¶Host: a¶Connection: close¶¶",
                "GET / HTTP/1.1¶Host: a¶Connection: keep-alive, close¶¶",
                "GET / HTTP/1.1¶Host: a¶Content-Length: 0¶¶",
                "GET / HTTP/1.1¶Host: a¶Transfer-Encoding: chunked¶¶",
                "GET / HTTP/1.1¶Host: a¶Expect: 100-continue¶¶",
                "GET / HTTP/1.1¶Host: a¶Upgrade: h2c¶¶",
                "GET / HTTP/1.1¶Host: a¶Authorization: Basic eDp5¶¶",
                "GET / HTTP/1.1¶Host: a¶X-Unknown: y¶¶",
                "GET / HTTP/1.1¶Host: a¶If-Range: \"x\"¶¶",
                "GET / HTTP/1.1¶Host: a¶If-Match: \"x\"¶¶",
                "GET / HTTP/1.1¶Host: a¶If-None-Match: \"x\"¶If-None-Match: \"y\"¶¶",
                "GET / HTTP/1.1¶Host: a¶If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT¶¶",
                "GET / HTTP/1.1¶Host: a¶: x¶¶",
                "GET / HTTP/1.1¶Host: a¶Accept¶¶",
                "¶GET / HTTP/1.1¶Host: a¶¶",
            })
    void othersAreLeftAlone(String text) {
        assertEquals(0, read(text));
    }

    @Test
    void whatFollowsIsAnotherRequest() {
        String first = "GET / HTTP/1.1¶Host: a¶¶";
        assertEquals(bytes(first).length, read(first + "\0 whatever"));
    }

    @Test
    void everyPieceOfARequestIsTooShort() {
        byte[] whole = bytes("GET /a HTTP/1.1¶Host: a¶Accept: */*¶¶");
        for (int length = 0; length < whole.length; length++) {
            assertEquals(0, head.read(whole, 0, length), "of " + length + " bytes");
        }
        assertEquals(whole.length, head.read(whole, 0, whole.length));
    }

    @Test
    void limitsHoldAtAndPast() {
        PlainHead narrow = new PlainHead(LIMITS.withHead(16, 17, 2));
        String fits = "GET /ab HTTP/1.1¶Host: a¶DNT: 1¶¶";
        assertEquals(bytes(fits).length, read(narrow, fits));
        assertEquals(0, read(narrow, "GET /abc HTTP/1.1¶Host: a¶DNT: 1¶¶"));
        assertEquals(0, read(narrow, "GET /ab HTTP/1.1¶Host: a¶DNT: 12¶¶"));
        PlainHead few = new PlainHead(LIMITS.withHead(16, 100, 2));
        assertEquals(bytes(fits).length, read(few, fits));
        assertEquals(0, read(few, "GET /ab HTTP/1.1¶Host: a¶DNT: 1¶DNT: 1¶¶"));
    }

    @Test
    void aHeadIsPlainUpToItsLengthAndNotOneByteMore() {
        String frame = "GET / HTTP/1.1¶Host: a¶Cookie: ¶¶";
        String filler = "x".repeat(PlainHead.BYTES_MAX - bytes(frame).length);
        assertEquals(PlainHead.BYTES_MAX, read(frame.replace("Cookie: ", "Cookie: " + filler)));
        assertEquals(0, read(frame.replace("Cookie: ", "Cookie: x" + filler)));
    }

    @Test
    void whatAnAnswerDependsOnMakesAnotherKey() {
        String plain = "GET / HTTP/1.1¶Host: a¶¶";
        for (String other :
                new String[] {
                    "HEAD / HTTP/1.1¶Host: a¶¶",
                    "GET /? HTTP/1.1¶Host: a¶¶",
                    "GET / HTTP/1.1¶Host: A¶¶",
                    "GET / HTTP/1.1¶Host: a¶Accept-Encoding: br¶¶",
                    "GET / HTTP/1.1¶Host: a¶Accept-Encoding:¶¶",
                    "GET / HTTP/1.1¶Host: a¶If-None-Match: br¶¶",
                    "GET / HTTP/1.1¶Host: a¶Range: br¶¶",
                }) {
            assertNotEquals(key(plain), key(other), other);
        }
        assertNotEquals(
                key("GET / HTTP/1.1¶Host: a¶Accept-Encoding: br¶¶"),
                key("GET / HTTP/1.1¶Host: a¶If-None-Match: br¶¶"));
    }

    @Test
    void whatNoAnswerDependsOnDoesNot() {
        assertEquals(
                key("GET / HTTP/1.1¶Host: a¶Range: x¶¶"),
                key("GET / HTTP/1.1¶Cookie: b¶range:x \t¶User-Agent: y¶hOsT: a¶¶"));
    }

    @Test
    void textsForLogsAreTrimmedAndRecalled() {
        PlainHead.Recalled recalled = new PlainHead.Recalled();
        read("GET / HTTP/1.1¶Host: a¶User-Agent: \t f\u00e9 1 \t¶Referer: r¶¶");
        String agent = head.userAgent(recalled);
        assertEquals("f\u00e9 1", agent);
        assertEquals("r", head.referer(new PlainHead.Recalled()));
        read("GET / HTTP/1.1¶User-Agent:f\u00e9 1¶Host: a¶¶");
        assertSame(agent, head.userAgent(recalled));
        assertEquals("", head.referer(recalled));
        read("GET / HTTP/1.1¶User-Agent: other¶Host: a¶¶");
        assertEquals("other", head.userAgent(recalled));
    }
}

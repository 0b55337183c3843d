package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** The running program after bytes nobody should send: it answers the next one as before. */
class HostileInputTest {
    @TempDir static Path folder;
    private static RunningHomeport homeport;

    @BeforeAll
    static void start() throws Exception {
        homeport = RunningHomeport.start(SiteFolder.ofDemo(folder));
    }

    @AfterAll
    static void stop() {
        homeport.close();
    }

    /** Two readings of one message is how requests are smuggled (RFC 9112 6.3, 11.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: www.foobar.com\r\nContent-Length: 4\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: www.foobar.com\r\nContent-Length: 4\r\n"
                        + "Content-Length: 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: www.foobar.com\r\nContent-Length: +4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: www.foobar.com\r\n"
                        + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : www.foobar.com\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: www.foobar.com\r\n folded: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: www.foobar.com\r\nHost: www.foobar.com\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /\0 HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n",
                "GARBAGE\r\n\r\n",
            })
    void aDoubtfulRequestIsRefusedAndTheConnectionClosed(String request) throws Exception {
        String answer = RawRequest.send(homeport, request);

        assertTrue(answer.matches("(?s)HTTP/1\\.[01] (400|501) .*"), answer);
        assertFalse(answer.substring(5).contains("HTTP/1."), "one answer only: " + answer);
    }

    @Test
    void anOverlongHeaderIsRefused() throws Exception {
        String answer =
                RawRequest.send(
                        homeport,
                        "GET / HTTP/1.1\r\nHost: www.foobar.com\r\nX: "
                                + "x".repeat(100_000)
                                + "\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }

    @Test
    void anOverlongTargetIsRefused() throws Exception {
        String answer =
                RawRequest.send(
                        homeport,
                        "GET /"
                                + "x".repeat(100_000)
                                + " HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 414 "), answer);
    }

    @Test
    void anOverlongBodyIsRefused() throws Exception {
        String answer =
                RawRequest.send(
                        homeport,
                        "POST /guestbook HTTP/1.1\r\nHost: www.foobar.com\r\n"
                                + "Content-Length: 99999999999\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
}

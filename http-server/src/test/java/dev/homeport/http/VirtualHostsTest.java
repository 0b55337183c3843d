package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class VirtualHostsTest {
    private static final VirtualHosts HOSTS =
            VirtualHosts.of(
                    Map.of(
                            "WWW.foobar.com",
                            Handler.inline(_ -> Response.of(200)),
                            "foobar.com",
                            new HostRedirect("www.foobar.com")));

    private static Request to(String scheme, String host, Protocol protocol) {
        int port = scheme.equals("https") ? 443 : 80;
        return Requests.over(protocol, new Target(scheme, host, port, "/", "/", ""), "GET");
    }

    private static int status(VirtualHosts hosts, String host) throws Exception {
        return hosts.handle(to("http", host, Protocol.HTTP_1_1)).status();
    }

    @Test
    void picksTheHandlerOfTheHost() throws Exception {
        assertEquals(200, status(HOSTS, "www.foobar.com"));
        assertEquals(308, status(HOSTS, "foobar.com"));
        Request request = to("http", "www.foobar.com", Protocol.HTTP_1_1);
        assertEquals(Execution.INLINE, HOSTS.execution(request));
    }

    @Test
    void anUnknownHostIsNamedWith404() throws Exception {
        Response response = HOSTS.handle(to("http", "other.example", Protocol.HTTP_1_1));
        assertEquals(404, response.status());
        byte[] page = ((Body.Bytes) response.body()).bytes();
        assertTrue(new String(page, StandardCharsets.UTF_8).contains("other.example"));
    }

    @Test
    void anUnknownHostIsMisdirectedWhereConnectionsAreShared() throws Exception {
        assertEquals(421, HOSTS.handle(to("https", "b.example", Protocol.HTTP_1_1)).status());
        assertEquals(421, HOSTS.handle(to("https", "b.example", Protocol.HTTP_2)).status());
        assertEquals(421, HOSTS.handle(to("http", "b.example", Protocol.HTTP_2)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "192.0.2.7"})
    void addressesHaveAHandlerOfTheirOwn(String host) throws Exception {
        assertEquals(404, status(HOSTS, host));
        VirtualHosts local = HOSTS.withLocal(Handler.inline(_ -> Response.of(202)));
        assertEquals(202, status(local, host));
        assertEquals(404, status(local, "a.example"));
        VirtualHosts any = HOSTS.withUnknown(Handler.inline(_ -> Response.of(203)));
        assertEquals(404, status(any, host));
        assertEquals(203, status(any, "a.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "http, 80, /, '', http://www.foobar.com/",
        "http, 8080, /a, '', http://www.foobar.com:8080/a",
        "https, 443, /a/b, x=y, https://www.foobar.com/a/b?x=y",
        "https, 8443, /, q, https://www.foobar.com:8443/?q",
        "http, 443, /, '', http://www.foobar.com:443/",
        "http, 80, //evil.example, '', http://www.foobar.com//evil.example",
        "http, 80, /%2e, '', http://www.foobar.com/%2e",
        "http, 80, /a@evil.example, '', http://www.foobar.com/a@evil.example",
        "http, 80, /, //evil.example, http://www.foobar.com/?//evil.example",
    })
    void redirectsStayOnTheHost(String scheme, int port, String path, String query, String location)
            throws Exception {
        Target target = new Target(scheme, "foobar.com", port, path, path, query);
        Response response = HOSTS.handle(Requests.about(target, "POST"));
        assertEquals(308, response.status());
        assertEquals(location, response.headers().joined("location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:80", "A", "a@b", "a\r\nb", "é"})
    void aRedirectNeedsAHostName(String host) {
        assertThrows(IllegalArgumentException.class, () -> new HostRedirect(host));
    }
}

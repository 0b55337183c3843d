package dev.homeport.doh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** RFC 8484: what a DNS query in an HTTP request is answered with. */
class DnsOverHttpsTest {
    private static final byte[] QUERY = query();

    private final DnsOverHttps handler = new DnsOverHttps((query, _) -> answer(query));

    @Test
    void getCarriesTheQueryInBase64url() {
        String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(QUERY);

        Response response = handler.handle(request("GET", "dns=" + dns, Headers.none(), ""));

        assertEquals(200, response.status());
        assertEquals("application/dns-message", response.headers().first("content-type").get());
        assertArrayEquals(answer(QUERY).get(), bytes(response));
    }

    @Test
    void postCarriesTheQueryAsTheBody() {
        Response response = handler.handle(post("application/dns-message", QUERY));

        assertEquals(200, response.status());
        assertArrayEquals(answer(QUERY).get(), bytes(response));
    }

    /** RFC 8484 5.1. */
    @Test
    void cachesKeepTheAnswerAsLongAsItsShortestRecord() {
        Response response = handler.handle(post("application/dns-message", QUERY));

        assertEquals("max-age=60", response.headers().first("cache-control").get());
    }

    /** RFC 8484 5.1 with RFC 2308 5: the SOA of a negative answer carries the negative TTL. */
    @Test
    void cachesKeepNegativeAnswersAsLongAsTheirSoa() {
        DnsOverHttps negative = new DnsOverHttps((_, _) -> Optional.of(nameError()));

        Response response = negative.handle(post("application/dns-message", QUERY));

        assertEquals("max-age=300", response.headers().first("cache-control").get());
    }

    @Test
    void anAliasToNothingIsKeptAsLongAsTheShorterOfBoth() {
        DnsOverHttps leading = new DnsOverHttps((_, _) -> Optional.of(aliasToNothing()));

        Response response = leading.handle(post("application/dns-message", QUERY));

        assertEquals("max-age=300", response.headers().first("cache-control").get());
    }

    @Test
    void errorsAreNotCached() {
        DnsOverHttps refusing = new DnsOverHttps((_, _) -> Optional.of(refused()));

        Response response = refusing.handle(post("application/dns-message", QUERY));

        assertEquals("no-store", response.headers().first("cache-control").get());
    }

    /** RFC 8484 4.2.1: the outcome of HTTP, not of DNS. */
    @Test
    void anotherMediaTypeIsRefused() {
        assertEquals(415, handler.handle(post("text/plain", QUERY)).status());
        assertEquals(415, handler.handle(post("application/dns-message2", QUERY)).status());
        assertEquals(200, handler.handle(post("Application/DNS-message ; a=b", QUERY)).status());
    }

    @Test
    void aGetWithoutQueryIsRefused() {
        assertEquals(400, handler.handle(request("GET", "", Headers.none(), "")).status());
    }

    @Test
    void somethingElseThanBase64urlIsRefused() {
        assertEquals(400, handler.handle(request("GET", "dns=%%%", Headers.none(), "")).status());
    }

    @Test
    void bytesThatAreNoQueryAreRefused() {
        DnsOverHttps silent = new DnsOverHttps((_, _) -> Optional.empty());

        assertEquals(400, silent.handle(post("application/dns-message", new byte[3])).status());
    }

    @Test
    void anOverlongMessageIsRefused() {
        assertEquals(
                413, handler.handle(post("application/dns-message", new byte[65536])).status());
    }

    @Test
    void otherMethodsAreNamedNotAllowed() {
        Response response = handler.handle(request("DELETE", "", Headers.none(), ""));

        assertEquals(405, response.status());
        assertEquals("GET, HEAD, OPTIONS, POST", response.headers().first("allow").get());
    }

    @Test
    void itRunsOnTheEventLoop() {
        assertEquals(Execution.INLINE, handler.execution(request("GET", "", Headers.none(), "")));
    }

    /** Every cut of a good answer is read without an exception. */
    @Test
    void aCutAnswerIsNotCached() {
        byte[] whole = answer(QUERY).get();
        for (int length = 12; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            DnsOverHttps cutting = new DnsOverHttps((_, _) -> Optional.of(cut));
            Response response = cutting.handle(post("application/dns-message", QUERY));
            assertTrue(response.headers().contains("cache-control"), "cut at " + length);
        }
    }

    private static byte[] query() {
        return Message.newQuery(question()).toWire();
    }

    private static Record question() {
        return record("www.foobar.com. 0 IN A 192.0.2.0");
    }

    private static Optional<byte[]> answer(byte[] query) {
        try {
            Message answer = new Message(query);
            answer.addRecord(record("www.foobar.com. 3600 IN A 192.0.2.1"), Section.ANSWER);
            answer.addRecord(record("www.foobar.com. 60 IN A 192.0.2.2"), Section.ANSWER);
            answer.addRecord(record("foobar.com. 5 IN A 192.0.2.3"), Section.ADDITIONAL);
            return Optional.of(answer.toWire());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] nameError() {
        Message answer = Message.newQuery(question());
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        answer.addRecord(record("foobar.com. 300 IN SOA ns. h. 1 2 3 4 300"), Section.AUTHORITY);
        return answer.toWire();
    }

    private static byte[] aliasToNothing() {
        Message answer = Message.newQuery(question());
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        answer.addRecord(record("foobar.com. 3600 IN CNAME none.foobar.com."), Section.ANSWER);
        answer.addRecord(record("foobar.com. 300 IN SOA ns. h. 1 2 3 4 300"), Section.AUTHORITY);
        return answer.toWire();
    }

    private static byte[] refused() {
        Message answer = Message.newQuery(question());
        answer.getHeader().setRcode(Rcode.REFUSED);
        return answer.toWire();
    }

    private static Record record(String text) {
        String[] parts = text.split(" ", 5);
        try {
            return Record.fromString(
                    Name.fromString(parts[0]),
                    Type.value(parts[3]),
                    DClass.IN,
                    Long.parseLong(parts[1]),
                    parts[4],
                    Name.root);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static byte[] bytes(Response response) {
        return response.body() instanceof Body.Bytes(var bytes) ? bytes : new byte[0];
    }

    private static Request post(String type, byte[] body) {
        return request("POST", "", Headers.of("content-type", type), new Body.Bytes(body));
    }

    private static Request request(String method, String query, Headers headers, String body) {
        return request(method, query, headers, Body.text(body));
    }

    private static Request request(String method, String query, Headers headers, Body body) {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return new Request(
                method,
                new Target("https", "127.0.0.1", 8443, "/dns-query", "/dns-query", query),
                headers,
                body,
                new Peer(here, here, Protocol.HTTP_2));
    }
}

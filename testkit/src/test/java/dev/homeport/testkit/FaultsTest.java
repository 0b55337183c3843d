package dev.homeport.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLException;

/** What goes wrong on request, as clients see it. */
@HomeportTest(domain = "faulty.test")
class FaultsTest {
    private static final Duration SOON = Duration.ofMillis(300);

    /** Patient enough for a busy machine. */
    private static SimpleResolver resolver(TestDomain domain) {
        SimpleResolver resolver = new SimpleResolver(domain.nameServer());
        resolver.setTimeout(Duration.ofSeconds(20));
        return resolver;
    }

    private static SimpleResolver impatient(TestDomain domain) {
        SimpleResolver resolver = resolver(domain);
        resolver.setTimeout(SOON);
        return resolver;
    }

    private static Message ask(SimpleResolver resolver) throws IOException {
        Name name = Name.fromString("www.faulty.test.");
        return resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
    }

    @Test
    void codesAreSentAndTheJvmKnowsNoSuchHost(TestDomain domain, Faults faults) throws Exception {
        faults.name("www", NameFault.SERVFAIL);
        assertEquals(Rcode.SERVFAIL, ask(resolver(domain)).getRcode());
        faults.name("www.faulty.test.", NameFault.REFUSED);
        assertEquals(Rcode.REFUSED, ask(resolver(domain)).getRcode());
        var unknown =
                assertThrows(
                        UnknownHostException.class, () -> JvmLookup.address("www.faulty.test"));
        assertTrue(unknown.toString().contains("REFUSED"), unknown.toString());
        assertEquals("127.0.0.1", JvmLookup.address("faulty.test"));
    }

    @Test
    void aNameThatDoesNotExistComesWithItsSoa(TestDomain domain, Faults faults) throws Exception {
        faults.names(NameFault.NXDOMAIN);

        Message reply = ask(resolver(domain));

        assertEquals(Rcode.NXDOMAIN, reply.getRcode());
        assertEquals(Type.SOA, reply.getSection(Section.AUTHORITY).getFirst().getType());
        assertTrue(reply.getHeader().getFlag(Flags.AA));
    }

    @Test
    void truncatedRepliesAreAskedForAgainOverTcp(TestDomain domain, Faults faults)
            throws Exception {
        faults.names(NameFault.TRUNCATED);

        Message reply = ask(resolver(domain));

        assertFalse(reply.getSection(Section.ANSWER).isEmpty());
        Set<String> transports =
                domain.queries().stream().map(NameQuery::transport).collect(Collectors.toSet());
        assertEquals(Set.of("UDP", "TCP"), transports);
    }

    @Test
    void aTruncatedReplyHasNoRecords(TestDomain domain, Faults faults) throws Exception {
        faults.names(NameFault.TRUNCATED);
        SimpleResolver resolver = resolver(domain);
        resolver.setIgnoreTruncation(true);

        Message reply = ask(resolver);

        assertTrue(reply.getHeader().getFlag(Flags.TC));
        assertTrue(reply.getSection(Section.ANSWER).isEmpty());
    }

    @Test
    void silenceAndWrongIdsAreNoReplies(TestDomain domain, Faults faults) {
        faults.names(NameFault.SILENT);
        assertThrows(IOException.class, () -> ask(impatient(domain)));
        assertEquals("NONE", domain.queries().getLast().rcode());
        faults.names(NameFault.WRONG_ID);
        assertThrows(IOException.class, () -> ask(impatient(domain)));
    }

    @Test
    void aLameServerRefersToTheRoot(TestDomain domain, Faults faults) throws Exception {
        faults.names(NameFault.LAME);

        Message reply = ask(resolver(domain));

        assertFalse(reply.getHeader().getFlag(Flags.AA));
        assertTrue(reply.getSection(Section.ANSWER).isEmpty());
        assertEquals(Name.root, reply.getSection(Section.AUTHORITY).getFirst().getName());
    }

    @Test
    void aLateReplyIsTooLateForSome(TestDomain domain, Faults faults) throws Exception {
        faults.names(NameFault.delay(SOON.multipliedBy(2)));
        assertThrows(IOException.class, () -> ask(impatient(domain)));

        assertEquals(Rcode.NOERROR, ask(resolver(domain)).getRcode());
    }

    @Test
    void everythingIsPutRightAgain(TestDomain domain, Faults faults, HttpClient client)
            throws Exception {
        domain.get("/", _ -> Response.text(200, "text/plain", "right"));
        faults.names(NameFault.SILENT)
                .web(WebFault.FAILURE)
                .certificate(CertificateFault.EXPIRED)
                .clear();

        assertEquals("right", get(domain, client, "/"));
    }

    private static String get(TestDomain domain, HttpClient client, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(domain.uri(path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongCertificateIsNotTrusted(
            CertificateFault fault, TestDomain domain, Faults faults, HttpClient client)
            throws Exception {
        domain.get("/", _ -> Response.text(200, "text/plain", "right"));
        faults.certificate(fault);
        assertThrows(SSLException.class, () -> get(domain, client, "/"));

        faults.clear();

        assertEquals("right", get(domain, client, "/"));
    }

    @Test
    void aPathFailsAndOthersDoNot(TestDomain domain, Faults faults, HttpClient client)
            throws Exception {
        domain.get("/good", _ -> Response.text(200, "text/plain", "right"));
        faults.web("/bad", WebFault.status(503));

        assertEquals("right", get(domain, client, "/good"));
        assertEquals("A fault.\n", get(domain, client, "/bad"));
        assertEquals(503, domain.visits().getLast().status());
    }

    @Test
    void aLateAnswerIsTooLateForSome(TestDomain domain, Faults faults, HttpClient client) {
        domain.get("/", _ -> Response.text(200, "text/plain", "right"));
        faults.web(WebFault.delay(Duration.ofSeconds(20)));
        HttpRequest request = HttpRequest.newBuilder(domain.uri("/")).timeout(SOON).build();

        assertThrows(
                java.net.http.HttpTimeoutException.class,
                () -> client.send(request, BodyHandlers.ofString()));
    }

    @Test
    void anAnswerIsCutOffAtAByte(TestDomain domain, Faults faults) throws Exception {
        domain.get("/", _ -> Response.text(200, "text/plain", "0123456789"));
        faults.web(WebFault.brokenOff(4));

        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), domain.plainUri("/").getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: www.faulty.test\r\n\r\n".getBytes(US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertTrue(all.contains("content-length: 10"), all);
            assertTrue(all.endsWith("\r\n\r\n0123"), all);
        }
    }

    @Test
    void aClientIsToldThatAnAnswerWasCutOff(TestDomain domain, Faults faults, HttpClient client) {
        domain.get("/", _ -> Response.text(200, "text/plain", "0123456789"));
        faults.web(WebFault.brokenOff(0));
        assertThrows(IOException.class, () -> get(domain, client, "/"));
    }

    @Test
    void aSlowAnswerIsWholeInTheEnd(TestDomain domain, Faults faults, HttpClient client)
            throws Exception {
        domain.get("/", _ -> Response.text(200, "text/plain", "0123456789"));
        domain.get(
                "/streamed",
                _ -> new Response(200, Headers.none(), Body.stream(sink -> sink.write(65))));
        faults.web(WebFault.slowBody(3, Duration.ofMillis(1)));

        assertEquals("0123456789", get(domain, client, "/"));
        assertEquals("A", get(domain, client, "/streamed"));
    }

    @Test
    void aLargeFileIsCutOffToo(
            TestDomain domain, Faults faults, HttpClient client, @TempDir Path folder)
            throws Exception {
        Files.write(folder.resolve("large.bin"), new byte[2 * 1024 * 1024]);
        domain.files(folder);
        faults.web(WebFault.brokenOff(1024 * 1024));
        assertThrows(IOException.class, () -> get(domain, client, "/large.bin"));

        faults.web(WebFault.slowBody(1024 * 1024, Duration.ofMillis(1)));

        assertEquals(2 * 1024 * 1024, get(domain, client, "/large.bin").length());
    }

    @Test
    void faultsThatAreNoneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NameFault.Code(0));
        assertThrows(IllegalArgumentException.class, () -> new NameFault.Code(16));
        assertThrows(IllegalArgumentException.class, () -> WebFault.status(99));
        assertThrows(IllegalArgumentException.class, () -> WebFault.brokenOff(-1));
        assertThrows(IllegalArgumentException.class, () -> WebFault.slowBody(0, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> NameFault.delay(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> WebFault.delay(Duration.ofSeconds(-1)));
    }
}

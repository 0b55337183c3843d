package dev.homeport.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.http.Body;
import dev.homeport.http.Response;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/** What a test gets, used as its author would. */
@HomeportTest(domain = "foobar.com")
class DomainOfATestTest {

    private static HttpResponse<String> get(HttpClient client, URI uri)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void aPageIsReadByItsNameOverTls(TestDomain domain, HttpClient client) throws Exception {
        domain.get("/products/{id}", request -> page(request.parameter("id").orElseThrow()));

        HttpResponse<String> response = get(client, domain.uri("/products/7"));

        assertEquals("page 7", response.body());
        assertEquals(HttpClient.Version.HTTP_2, response.version());
        assertEquals(List.of("/products/7"), domain.visits().stream().map(Visit::path).toList());
        NameQuery first = domain.queries().getFirst();
        assertEquals("www.foobar.com", first.name());
        assertEquals("NOERROR", first.rcode());
        assertEquals(domain.clock().instant(), first.instant());
    }

    private static Response page(String text) {
        return Response.text(200, "text/plain", "page " + text);
    }

    @Test
    void aPageIsReadWithoutTlsToo(TestDomain domain, HttpClient client) throws Exception {
        domain.get("/", _ -> page("home"));
        assertEquals("page home", get(client, domain.plainUri("/")).body());
    }

    @Test
    void whatIsPostedReachesRouteAndStore(TestDomain domain, HttpClient client) throws Exception {
        Collection notes = Collection.of("notes");
        Store store = domain.store(notes);
        domain.post(
                "/notes",
                request -> {
                    byte[] body = ((Body.Bytes) request.body()).bytes();
                    store.write(tx -> tx.insert(notes, "1", new String(body, UTF_8)));
                    return Response.of(201);
                });

        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(domain.uri("/notes"))
                                .POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                                .build(),
                        BodyHandlers.ofString());

        assertEquals(201, response.statusCode());
        assertTrue(store.read(view -> view.get(notes, "1")).isPresent());
    }

    @Test
    void filesAreServedWhereNoRouteAnswers(
            TestDomain domain, HttpClient client, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hello.txt"), "from a file");
        domain.files(folder).get("/route", _ -> page("route"));

        assertEquals("from a file", get(client, domain.uri("/hello.txt")).body());
        assertEquals("page route", get(client, domain.uri("/route")).body());
        assertEquals(404, get(client, domain.uri("/none")).statusCode());
    }

    @Test
    void theJvmFindsNamesOfTheDomainAndLeavesOthersAlone(TestDomain domain) throws Exception {
        domain.records("api A 127.0.0.9\nsix AAAA ::1");

        assertEquals("127.0.0.9", JvmLookup.address("api.foobar.com"));
        assertEquals("127.0.0.9", JvmLookup.address("API.foobar.com"));
        assertEquals("0:0:0:0:0:0:0:1", JvmLookup.address("six.foobar.com"));
        assertThrows(UnknownHostException.class, () -> JvmLookup.address("none.foobar.com"));
        assertEquals("127.0.0.1", JvmLookup.address("localhost"));
        assertTrue(domain.queries().stream().noneMatch(query -> query.name().equals("localhost")));
    }

    @Test
    void theJvmSeesAChangedRecordAtOnce(TestDomain domain) throws Exception {
        domain.zone("api A 127.0.0.8");
        assertEquals("127.0.0.8", JvmLookup.address("api.foobar.com"));

        domain.zone("api A 127.0.0.9");

        assertEquals("127.0.0.9", JvmLookup.address("api.foobar.com"));
    }

    @Test
    void aResolverKeepsRecordsAsLongAsTheirTtl(TestDomain domain, Resolver resolver)
            throws Exception {
        domain.zone("api 60 A 127.0.0.8");
        assertEquals("127.0.0.8", address(resolver));
        domain.zone("api 60 A 127.0.0.9");

        domain.clock().advance(Duration.ofSeconds(59));
        assertEquals("127.0.0.8", address(resolver));
        assertEquals(1, ask(resolver).getSection(Section.ANSWER).getFirst().getTTL());
        domain.clock().advance(Duration.ofSeconds(1));

        assertEquals("127.0.0.9", address(resolver));
    }

    private static String address(Resolver resolver) throws IOException {
        return ask(resolver).getSection(Section.ANSWER).getFirst().rdataToString();
    }

    private static Message ask(Resolver resolver) throws IOException {
        Name name = Name.fromString("api.foobar.com.");
        return resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
    }

    @Test
    void theCertificateEndsWhenItsTimeIsOver(TestDomain domain, HttpClient client)
            throws Exception {
        domain.get("/", _ -> page("home").with("connection", "close"));
        assertEquals(200, get(client, domain.uri("/")).statusCode());

        domain.clock().advance(Duration.ofDays(91));

        assertThrows(SSLHandshakeException.class, () -> connect(domain, domain.sslContext()));
        domain.renewCertificate();
        connect(domain, domain.sslContext());
    }

    private static void connect(TestDomain domain, SSLContext tls) throws IOException {
        URI uri = domain.uri("/");
        try (var socket =
                (javax.net.ssl.SSLSocket)
                        tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    @Test
    void aWrongRecordIsNamedAndChangesNothing(TestDomain domain) throws Exception {
        var problem =
                assertThrows(
                        IllegalArgumentException.class, () -> domain.records("api A 999.0.0.1"));

        assertTrue(problem.toString().contains("999.0.0.1"), problem.toString());
        assertEquals("127.0.0.1", JvmLookup.address("www.foobar.com"));
    }

    @Test
    void whatARouteThrowsIsSeenByTheTest(TestDomain domain, HttpClient client) throws Exception {
        domain.get(
                "/",
                _ -> {
                    throw new IllegalStateException("on purpose");
                });

        HttpResponse<String> response = get(client, domain.uri("/"));

        assertEquals(500, response.statusCode());
        assertTrue(response.body().contains("on purpose"), response.body());
    }

    @Test
    void whatWasRecordedCanBeForgotten(TestDomain domain, HttpClient client) throws Exception {
        get(client, domain.uri("/"));
        domain.forgetRecorded();
        assertEquals(List.of(), domain.queries());
        assertEquals(List.of(), domain.visits());
    }

    @Test
    void noNameIsNoDomain() {
        assertThrows(IllegalArgumentException.class, () -> TestDomain.open("no name"));
        assertThrows(IllegalArgumentException.class, () -> TestDomain.open(""));
        assertThrows(IllegalArgumentException.class, () -> TestDomain.open("-a.b"));
    }
}

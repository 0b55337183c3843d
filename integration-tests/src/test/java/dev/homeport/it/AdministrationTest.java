package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** The administration listener of the running program. */
class AdministrationTest {
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

    @Test
    void itIsAliveAndReady() throws Exception {
        assertEquals("ok\n", get("/livez").body());
        assertEquals("ok\n", get("/readyz").body());
    }

    @Test
    void metricsCountQueriesAndRequests() throws Exception {
        Record question = Record.newRecord(Name.fromString("www.foobar.com."), Type.A, DClass.IN);
        homeport.resolver().send(Message.newQuery(question));
        RawRequest.send(
                homeport, "GET / HTTP/1.1\r\nHost: www.foobar.com\r\nConnection: close\r\n\r\n");

        String metrics = get("/metrics").body();

        assertTrue(
                metrics.contains("coredns_dns_requests_total{proto=\"udp\",type=\"A\"} "), metrics);
        assertTrue(metrics.contains("http_server_request_duration_seconds_count{"), metrics);
        assertTrue(metrics.contains("http_response_status_code=\"200\""), metrics);
        assertTrue(metrics.contains("process_resident_memory_bytes "), metrics);
    }

    @Test
    void aReloadWithoutTheTokenIsForbidden() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(uri("/reload"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            assertEquals(
                    403, client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + homeport.port("admin") + path);
    }
}

package dev.homeport.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.wire.Transport;
import dev.homeport.http.Exchange;
import dev.homeport.http.Protocol;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/** What Prometheus reads, under the names its users know. */
class MetricsTextTest {
    private static final Transport UDP = Transport.UDP;
    private static final int TYPE_A = 1;
    private static final int TYPE_UNUSUAL = 65280;
    private static final int NXDOMAIN = 3;

    private final DnsMetrics dns = new DnsMetrics();
    private final HttpMetrics http = new HttpMetrics();
    private final MetricsText text =
            new MetricsText(List.of(dns, http, new ProcessMetrics(Instant.ofEpochSecond(42))));

    @Test
    void queriesAreCountedByTransportAndType() {
        dns.count(UDP, TYPE_A, NXDOMAIN, 100, 20_000);
        dns.count(UDP, TYPE_A, NXDOMAIN, 100, 20_000);

        shows("coredns_dns_requests_total{proto=\"udp\",type=\"A\"} 2");
        shows("coredns_dns_responses_total{rcode=\"NXDOMAIN\"} 2");
    }

    /** A client must not be able to make a time series of each of 65536 types. */
    @Test
    void unusualTypesAreCountedTogether() {
        dns.count(UDP, TYPE_UNUSUAL, 0, 100, 1);
        dns.count(UDP, TYPE_UNUSUAL + 1, 0, 100, 1);

        shows("coredns_dns_requests_total{proto=\"udp\",type=\"other\"} 2");
    }

    @Test
    void durationsFallIntoTheBucketTheyFit() {
        dns.count(UDP, TYPE_A, 0, 100, 10_000);
        dns.count(UDP, TYPE_A, 0, 100, 10_001);

        shows("coredns_dns_request_duration_seconds_bucket{proto=\"udp\",le=\"1.0E-5\"} 1");
        shows("coredns_dns_request_duration_seconds_bucket{proto=\"udp\",le=\"2.5E-5\"} 2");
        shows("coredns_dns_request_duration_seconds_count{proto=\"udp\"} 2");
    }

    @Test
    void requestsAreCountedByWhatOpenTelemetryAsksFor() {
        http.answered(exchange("GET", 200));

        shows(
                "http_server_request_duration_seconds_count{http_request_method=\"GET\","
                        + "http_response_status_code=\"200\",network_protocol_version=\"2\","
                        + "url_scheme=\"https\"} 1");
    }

    @Test
    void inventedMethodsAreCountedTogether() {
        http.answered(exchange("BREW", 501));
        http.answered(exchange("WHEN", 501));

        shows("http_request_method=\"_OTHER\",http_response_status_code=\"501\"");
    }

    @Test
    void openConnectionsGoUpAndDown() {
        http.connections(1);
        http.connections(1);
        http.connections(-1);

        shows("http_server_open_connections 1.0");
    }

    @Test
    void theProcessSaysWhenItStarted() {
        shows("process_start_time_seconds 42.0");
    }

    private void shows(String line) {
        String shown = text.get();
        assertTrue(shown.contains(line), () -> line + " is not in\n" + shown);
    }

    private static Exchange exchange(String method, int status) {
        return new Exchange(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                Exchange.Security.TLS,
                Protocol.HTTP_2,
                method,
                "/",
                "www.foobar.com",
                status,
                10,
                1_000,
                "",
                "",
                1);
    }
}

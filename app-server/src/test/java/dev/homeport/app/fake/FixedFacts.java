package dev.homeport.app.fake;

import dev.homeport.app.ServerFacts;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts of a server that serves foobar.com. */
public final class FixedFacts implements ServerFacts {

    @Override
    public List<Listener> listeners() {
        return List.of(
                new Listener(
                        "DNS",
                        "UDP",
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 41053)),
                new Listener(
                        "HTTP",
                        "TCP",
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 48080)),
                new Listener(
                        "HTTPS",
                        "TCP",
                        new InetSocketAddress(InetAddress.ofLiteral("::1"), 48443)));
    }

    @Override
    public List<DnsRecord> records(String name) {
        return switch (name) {
            case "www.foobar.com", "www.foobar.com." ->
                    List.of(new DnsRecord("www.foobar.com.", 3600, "CNAME", "foobar.com."));
            case "foobar.com", "foobar.com." ->
                    List.of(
                            new DnsRecord("foobar.com.", 3600, "NS", "ns1.foobar.com."),
                            new DnsRecord("foobar.com.", 3600, "NS", "ns2.foobar.com."),
                            new DnsRecord("foobar.com.", 3600, "A", "127.0.0.1"),
                            new DnsRecord("foobar.com.", 3600, "AAAA", "::1"));
            default -> List.of();
        };
    }

    @Override
    public Optional<Zone> zone(String name) {
        return name.contains("foobar.com")
                ? Optional.of(new Zone("foobar.com.", 2026112301L))
                : Optional.empty();
    }

    @Override
    public Program program() {
        return new Program(
                "Homeport 0.1.0",
                4711,
                "25.0.1",
                Instant.parse("2026-03-01T09:30:00Z"),
                20_000_000,
                80_000_000);
    }
}

package dev.homeport;

import dev.homeport.admin.StatusReport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person reads when the program has started: what listens, and what to try. */
public final class Announcement {
    private final StatusReport status;
    private final String launcher;

    /**
     * @param status what the program says of itself
     * @param launcher how the person calls the program
     */
    public Announcement(StatusReport status, String launcher) {
        this.status = status;
        this.launcher = launcher;
    }

    /** The text. */
    public String text(Duration startup) {
        StringBuilder text = new StringBuilder();
        text.append(
                "homeport %s is up after %d ms\n\n"
                        .formatted(status.version(), startup.toMillis()));
        for (var listener : status.listeners()) {
            text.append(
                    "  %-7s %-22s %s\n"
                            .formatted(
                                    label(listener.protocol()),
                                    listener.address(),
                                    purpose(listener)));
        }
        text.append("  %-7s %s\n".formatted("data", status.store().location()));
        text.append("\nTry:\n");
        tries().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("\nStop with Ctrl-C; after a change: ").append(launcher).append(" reload");
        return text.toString();
    }

    private static String label(String protocol) {
        return switch (protocol) {
            case "dns" -> "DNS";
            case "dot" -> "DoT";
            case "http" -> "HTTP";
            case "https" -> "HTTPS";
            default -> protocol;
        };
    }

    private String purpose(StatusReport.Listener listener) {
        return switch (listener.protocol()) {
            case "dns" ->
                    String.join(
                            ", ",
                            status.zones().stream()
                                    .map(z -> z.origin() + " (" + z.records() + " records)")
                                    .toList());
            case "dot" -> "the same over TLS";
            case "http", "https" ->
                    String.join(
                            ", ",
                            status.sites().stream().map(StatusReport.SiteStatus::host).toList());
            case "admin" -> "/readyz /metrics /status";
            default -> "";
        };
    }

    private List<String> tries() {
        Optional<String> site =
                status.sites().stream()
                        .filter(s -> !s.serves().startsWith("redirect"))
                        .map(StatusReport.SiteStatus::host)
                        .findFirst();
        if (site.isEmpty()) return List.of(launcher + " status");
        return Stream.of(dig(site.get()), plain(site.get()), secure(site.get()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> dig(String host) {
        return find("dns")
                .map(a -> "dig @%s -p %s %s +noall +answer".formatted(a.host(), a.port(), host));
    }

    private Optional<String> plain(String host) {
        return find("http")
                .map(
                        a ->
                                "curl --resolve %s:%s:%s -i http://%s:%s/"
                                        .formatted(host, a.port(), a.host(), host, a.port()));
    }

    private Optional<String> secure(String host) {
        return find("https")
                .map(
                        a ->
                                "curl --cacert \"$(%s cert ca)\" --doh-url https://%s:%s/dns-query https://%s:%s/"
                                        .formatted(launcher, a.host(), a.port(), host, a.port()));
    }

    /** An address to connect to. */
    private record Address(String host, String port) {
        static Address of(String text) {
            int colon = text.lastIndexOf(':');
            return new Address(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    private Optional<Address> find(String protocol) {
        return status.listeners().stream()
                .filter(listener -> listener.protocol().equals(protocol))
                .map(listener -> Address.of(listener.address()))
                .findFirst();
    }
}

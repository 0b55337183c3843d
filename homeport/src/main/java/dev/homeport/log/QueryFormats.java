package dev.homeport.log;

/** The forms of the query log. */
public final class QueryFormats {
    private QueryFormats() {}

    /**
     * Words with a blank between them: time, client, transport, name, type, code, bytes of the
     * answer, microseconds, as in {@code 2026-11-23T15:00:00.000Z 127.0.0.1 udp www.foobar.com. A
     * NOERROR 64 35us}.
     */
    public static void text(QueryEntry entry, StringBuilder line) {
        Timestamps.iso(entry.instant(), line);
        line.append(' ');
        Escape.word(entry.client(), line);
        line.append(' ').append(transport(entry)).append(' ');
        Escape.word(entry.name(), line);
        line.append(' ');
        Escape.word(entry.type(), line);
        line.append(' ');
        Escape.word(entry.rcode(), line);
        line.append(' ').append(entry.bytes());
        line.append(' ').append(entry.nanos() / 1_000).append("us");
    }

    /** One JSON object (RFC 8259) with every field of the entry under its own name. */
    public static void json(QueryEntry entry, StringBuilder line) {
        new JsonLine(line)
                .field("time", entry.instant())
                .field("client", entry.client())
                .field("transport", transport(entry))
                .field("name", entry.name())
                .field("type", entry.type())
                .field("rcode", entry.rcode())
                .field("bytes", entry.bytes())
                .field("nanos", entry.nanos())
                .end();
    }

    private static String transport(QueryEntry entry) {
        return switch (entry.transport()) {
            case UDP -> "udp";
            case TCP -> "tcp";
            case TLS -> "tls";
            case HTTPS -> "https";
        };
    }
}

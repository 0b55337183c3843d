package dev.homeport.benchmarks.probe;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A name and a type to ask for.
 *
 * @param name ASCII, absolute, without the dot at the end
 * @param type mnemonic of the type
 */
public record DnsQuestion(String name, String type) {
    // In step with dnsload.c.
    private static final Map<String, Integer> TYPES =
            Map.of(
                    "A", 1, "NS", 2, "CNAME", 5, "SOA", 6, "MX", 15, "TXT", 16, "AAAA", 28, "SRV",
                    33, "HTTPS", 65, "CAA", 257);
    private static final int HEADER_BYTES = 12;

    public DnsQuestion {
        if (!TYPES.containsKey(type)) throw new IllegalArgumentException("unknown type " + type);
        if (!name.matches("([A-Za-z0-9_*-]{1,63}\\.)*[A-Za-z0-9_*-]{1,63}")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
    }

    /** The query in wire form, without recursion (RFC 1035 4.1). */
    public byte[] encode(int id) {
        String[] labels = name.split("\\.", -1);
        int nameBytes = 1;
        for (String label : labels) nameBytes += 1 + label.length();
        byte[] query = new byte[HEADER_BYTES + nameBytes + 4];
        query[0] = (byte) (id >> 8);
        query[1] = (byte) id;
        query[5] = 1;
        int at = HEADER_BYTES;
        for (String label : labels) {
            query[at++] = (byte) label.length();
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, query, at, bytes.length);
            at += bytes.length;
        }
        int number = TYPES.getOrDefault(type, 0);
        query[at + 1] = (byte) (number >> 8);
        query[at + 2] = (byte) number;
        query[at + 4] = 1;
        return query;
    }

    /** As in the files that dnsperf and dnsload read. */
    public String line() {
        return name + " " + type;
    }
}

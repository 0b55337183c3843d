package dev.homeport.derived;

import dev.homeport.dns.zone.DomainName;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Writes the data of derived records in wire form. */
final class Rdata {
    private static final int KEY_ALPN = 1;
    private static final int KEY_PORT = 3;
    private static final int KEY_IPV4_HINT = 4;
    private static final int KEY_IPV6_HINT = 6;

    private Rdata() {}

    /**
     * How to reach a service.
     *
     * @param port 0 when it is the one that was asked for
     * @param ipv4 addresses of four bytes
     * @param ipv6 addresses of sixteen bytes
     */
    record Service(
            int priority,
            DomainName target,
            List<String> alpn,
            int port,
            List<byte[]> ipv4,
            List<byte[]> ipv6) {}

    /** RFC 9460 2.2: parameters in order of their keys. */
    static byte[] https(Service service) {
        var data = new ByteArrayOutputStream();
        put16(data, service.priority);
        data.writeBytes(service.target.wire());
        parameter(data, KEY_ALPN, alpn(service.alpn));
        if (service.port != 0) {
            put16(data, KEY_PORT);
            put16(data, 2);
            put16(data, service.port);
        }
        parameter(data, KEY_IPV4_HINT, joined(service.ipv4));
        parameter(data, KEY_IPV6_HINT, joined(service.ipv6));
        return data.toByteArray();
    }

    private static byte[] alpn(List<String> protocols) {
        var value = new ByteArrayOutputStream();
        for (String protocol : protocols) {
            value.write(protocol.length());
            value.writeBytes(protocol.getBytes(StandardCharsets.US_ASCII));
        }
        return value.toByteArray();
    }

    private static byte[] joined(List<byte[]> addresses) {
        var value = new ByteArrayOutputStream();
        addresses.forEach(value::writeBytes);
        return value.toByteArray();
    }

    /** Without a value there is nothing to say. */
    private static void parameter(ByteArrayOutputStream data, int key, byte[] value) {
        if (value.length == 0) return;
        put16(data, key);
        put16(data, value.length);
        data.writeBytes(value);
    }

    /** RFC 8659 4.1; the issuer {@code ;} means nobody (4.2). */
    static byte[] caaIssue(String issuer) {
        var data = new ByteArrayOutputStream();
        byte[] tag = "issue".getBytes(StandardCharsets.US_ASCII);
        data.write(0);
        data.write(tag.length);
        data.writeBytes(tag);
        data.writeBytes((issuer.isEmpty() ? ";" : issuer).getBytes(StandardCharsets.US_ASCII));
        return data.toByteArray();
    }

    /** RFC 6698 2.1, RFC 7671 5.1: the key of the server itself, by SHA-256 (3 1 1). */
    static byte[] tlsa(String keyDigest) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {3, 1, 1});
        data.writeBytes(HexFormat.of().parseHex(keyDigest));
        return data.toByteArray();
    }

    private static void put16(ByteArrayOutputStream data, int value) {
        data.write(value >> 8);
        data.write(value);
    }
}

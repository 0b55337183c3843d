package dev.homeport.http.netty;

import dev.homeport.http.Headers;

import io.netty.handler.codec.http2.Http2Headers;

import java.util.Map;

/**
 * The head of a request as HTTP/2 carries it, in the words of all versions (RFC 9113 8.3.1).
 *
 * @param fieldBytes what the fields would take in HTTP/1.1
 * @param isSound whether all fields could stand in a message
 */
record H2Head(
        String method,
        String scheme,
        String authority,
        String path,
        Headers headers,
        int fieldBytes,
        boolean isSound) {

    static H2Head of(Http2Headers block) {
        String[] fields = new String[block.size() * 2];
        int at = 0;
        int bytes = 0;
        int cookieAt = -1;
        for (Map.Entry<CharSequence, CharSequence> field : block) {
            String name = field.getKey().toString();
            if (name.startsWith(":")) continue;
            String value = field.getValue().toString();
            bytes += name.length() + value.length() + 4;
            if (name.equals("cookie") && cookieAt >= 0) {
                // RFC 9113 8.2.3: the crumbs of a cookie are one field for everybody else.
                fields[cookieAt] += "; " + value;
                continue;
            }
            fields[at++] = name;
            fields[at++] = value;
            if (name.equals("cookie")) cookieAt = at - 1;
        }
        Headers headers = headers(java.util.Arrays.copyOf(fields, at));
        boolean sound = headers.size() * 2 == at;
        return new H2Head(
                text(block.method()),
                text(block.scheme()),
                text(block.authority()),
                text(block.path()),
                headers,
                bytes,
                sound);
    }

    private static Headers headers(String[] fields) {
        try {
            return Headers.of(fields);
        } catch (IllegalArgumentException e) {
            return Headers.none(); // The caller sees that fields are missing and refuses.
        }
    }

    private static String text(CharSequence value) {
        return value == null ? "" : value.toString();
    }
}

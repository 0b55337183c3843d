package dev.homeport.admin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a zone as one segment of a path. Names are written as they are, but for what a path
 * cannot carry: the root, which is a dot segment, and slashes and escapes (RFC 2317 has slashes).
 * Such bytes are a tilde and two digits.
 */
public final class ZonePath {
    private static final char ESCAPE = '~';

    private ZonePath() {}

    /** A name as text, as a segment. */
    public static String encode(String zone) {
        boolean dots = zone.chars().allMatch(c -> c == '.');
        StringBuilder segment = new StringBuilder();
        for (byte b : zone.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b) && !(dots && b == '.')) segment.append((char) b);
            else segment.append(ESCAPE).append("%02x".formatted(b & 0xff));
        }
        return segment.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.';
    }

    /** A segment as the text of a name; nothing when it is not what {@link #encode} writes. */
    public static Optional<String> decode(String segment) {
        var zone = new ByteArrayOutputStream();
        for (int at = 0; at < segment.length(); at++) {
            char c = segment.charAt(at);
            if (c < 0x80 && isPlain((byte) c)) {
                zone.write(c);
                continue;
            }
            if (c != ESCAPE || at + 2 >= segment.length()) return Optional.empty();
            int high = Character.digit(segment.charAt(at + 1), 16);
            int low = Character.digit(segment.charAt(at + 2), 16);
            if (high < 0 || low < 0) return Optional.empty();
            zone.write(high << 4 | low);
            at += 2;
        }
        return Optional.of(zone.toString(StandardCharsets.UTF_8));
    }
}

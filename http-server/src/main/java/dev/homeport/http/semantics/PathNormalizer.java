package dev.homeport.http.semantics;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the path of a request target into the one form everything behind the edge sees: decoded,
 * without dot segments, free of control characters.
 *
 * <p>It is done once, so that nobody decodes a second time. A path that could be read in two ways
 * is refused rather than repaired: an encoded slash or backslash, an overlong or broken UTF-8
 * sequence, a step above the root.
 */
public final class PathNormalizer {

    private PathNormalizer() {}

    /** What became of a path. */
    public sealed interface Path {

        /** The path in its one form. */
        record Normal(String text) implements Path {}

        /** Why it is refused. */
        record Refused(String reason) implements Path {}
    }

    /** Normalises {@code raw}, the path as sent; any string gives a result, in linear time. */
    public static Path normalize(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') return new Path.Refused("path without slash");
        boolean simple = true;
        for (int i = 1; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (!isPathCharacter(c)) return new Path.Refused("illegal character in path");
            if (c == '%' || (c == '.' && raw.charAt(i - 1) == '/')) simple = false;
        }
        if (simple) return new Path.Normal(raw);
        return decode(raw);
    }

    /**
     * RFC 3986 3.3: pchar, and the few more that browsers send as they are. A backslash is not
     * among them, since some readers take it for a slash.
     */
    private static boolean isPathCharacter(char c) {
        if (c <= ' ' || c >= 0x7f) return false;
        return switch (c) {
            case '"', '#', '<', '>', '?', '\\', '`', '{', '}' -> false;
            default -> true;
        };
    }

    private static Path decode(String raw) {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes[length++] = (byte) c;
                continue;
            }
            if (i + 2 >= raw.length()) return new Path.Refused("broken percent-encoding");
            int high = Ascii.hex(raw.charAt(i + 1));
            int low = Ascii.hex(raw.charAt(i + 2));
            if (high < 0 || low < 0) return new Path.Refused("broken percent-encoding");
            int decoded = high << 4 | low;
            if (decoded == '/' || decoded == '\\') return new Path.Refused("encoded slash in path");
            bytes[length++] = (byte) decoded;
            i += 2;
        }
        return text(ByteBuffer.wrap(bytes, 0, length));
    }

    private static Path text(ByteBuffer bytes) {
        CharsetDecoder utf8 =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        String text;
        try {
            text = utf8.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return new Path.Refused("path is not UTF-8");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return new Path.Refused("control character in path");
            }
        }
        return withoutDots(text);
    }

    /** RFC 3986 5.2.4, but a step above the root is refused instead of dropped. */
    private static Path withoutDots(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            boolean last = slash < 0;
            if (isDots(path, start, end, 2)) {
                int parent = out.lastIndexOf("/");
                if (parent < 0) return new Path.Refused("path above the root");
                out.setLength(parent);
                if (last) out.append('/');
            } else if (isDots(path, start, end, 1)) {
                if (last) out.append('/');
            } else {
                out.append('/').append(path, start, end);
            }
            start = end + 1;
        }
        return new Path.Normal(out.toString());
    }

    private static boolean isDots(String path, int start, int end, int count) {
        if (end - start != count) return false;
        for (int i = start; i < end; i++) {
            if (path.charAt(i) != '.') return false;
        }
        return true;
    }
}

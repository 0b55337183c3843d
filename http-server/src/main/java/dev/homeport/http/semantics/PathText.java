package dev.homeport.http.semantics;

import java.nio.charset.StandardCharsets;

/** Writes decoded paths for fields and links. */
public final class PathText {
    private PathText() {}

    /** RFC 3986 3.3: {@code path} with all but unreserved characters and slashes encoded. */
    public static String encode(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "/-._~".indexOf(c) >= 0;
            if (plain) out.append(c);
            else out.append('%').append(hex(c >> 4)).append(hex(c & 15));
        }
        return out.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }
}

package dev.homeport.app.session;

import dev.homeport.http.Headers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the cookies of a request (RFC 6265 4.2), within bounds: what is no cookie is passed over.
 */
public final class Cookies {
    /** How many characters of cookies are read; a request with more has none. */
    public static final int CHARACTERS_MAX = 8 * 1024;

    /** How many cookies are read; a request with more has none. */
    public static final int COUNT_MAX = 64;

    private Cookies() {}

    /**
     * The cookie {@code name}; empty when it is missing or came more than once: two of a name mean
     * that another site of the domain may have set one of them, and we cannot tell which.
     */
    public static Optional<String> find(Headers headers, String name) {
        // RFC 9113 8.2.3: HTTP/2 may split the field into several lines.
        List<String> values =
                read(String.join("; ", headers.all("cookie"))).getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** Every cookie in {@code field}, by name. */
    static Map<String, List<String>> read(String field) {
        if (field.length() > CHARACTERS_MAX) return Map.of();
        Map<String, List<String>> cookies = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start < field.length(); ) {
            int end = field.indexOf(';', start);
            if (end < 0) end = field.length();
            if (++count > COUNT_MAX) return Map.of();
            add(field.substring(start, end).strip(), cookies);
            start = end + 1;
        }
        return cookies;
    }

    private static void add(String pair, Map<String, List<String>> cookies) {
        int equals = pair.indexOf('=');
        if (equals <= 0) return;
        String name = pair.substring(0, equals);
        String value = unquoted(pair.substring(equals + 1));
        if (!isValue(name) || !isValue(value)) return;
        cookies.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** RFC 6265 4.1.1: cookie-octet. */
    private static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}

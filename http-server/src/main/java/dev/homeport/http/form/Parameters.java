package dev.homeport.http.form;

import dev.homeport.http.semantics.Ascii;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value with parameters behind it (RFC 9110 5.6.6), such as {@code form-data; name="a"}.
 *
 * @param value what stands before them, in lower case
 * @param named the parameters by name, in lower case; none comes twice
 */
record Parameters(String value, Map<String, String> named) {
    private static final int PARAMETERS_MAX = 16;

    /** Reads {@code field} and nothing else. */
    static Optional<Parameters> parse(String field) {
        int end = field.indexOf(';');
        String value = Ascii.lower(Ascii.trim(end < 0 ? field : field.substring(0, end)));
        Map<String, String> named = new HashMap<>();
        int at = end < 0 ? field.length() : end;
        while (at < field.length()) {
            at = skipBlanks(field, at + 1); // Behind the semicolon.
            if (at == field.length()) break;
            int equals = field.indexOf('=', at);
            if (equals < 0 || named.size() == PARAMETERS_MAX) return Optional.empty();
            String name = Ascii.lower(field.substring(at, equals));
            boolean quoted = equals + 1 < field.length() && field.charAt(equals + 1) == '"';
            int stop = quoted ? closingQuote(field, equals + 2) : tokenEnd(field, equals + 1);
            if (stop < 0 || !Ascii.isToken(name)) return Optional.empty();
            String text =
                    quoted
                            ? unquoted(field.substring(equals + 2, stop))
                            : field.substring(equals + 1, stop);
            if (text.isEmpty() && !quoted) return Optional.empty();
            // Of two values one would be believed by us and the other by somebody else.
            if (named.put(name, text) != null) return Optional.empty();
            at = skipBlanks(field, quoted ? stop + 1 : stop);
            if (at < field.length() && field.charAt(at) != ';') return Optional.empty();
        }
        return Optional.of(new Parameters(value, Map.copyOf(named)));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(named.get(name));
    }

    private static int skipBlanks(String field, int from) {
        int at = from;
        while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) at++;
        return at;
    }

    private static int tokenEnd(String field, int from) {
        int at = from;
        while (at < field.length() && Ascii.isTokenCharacter(field.charAt(at))) at++;
        return at;
    }

    /**
     * Browsers leave backslashes as they are and write a quote as {@code %22}; others escape quotes
     * alone. So a backslash means something before a quote only.
     */
    private static int closingQuote(String field, int from) {
        for (int at = from; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c == '"') return at;
            if (c == '\\' && at + 1 < field.length() && field.charAt(at + 1) == '"') at++;
            else if ((c < ' ' && c != '\t') || c == 0x7f) return -1;
        }
        return -1;
    }

    private static String unquoted(String text) {
        return text.replace("\\\"", "\"");
    }
}

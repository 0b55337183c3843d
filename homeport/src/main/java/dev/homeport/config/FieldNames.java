package dev.homeport.config;

import dev.homeport.http.Headers;
import dev.homeport.http.semantics.Ascii;

import java.util.Set;
import java.util.regex.Pattern;

/** Reads names and values of fields; those that the server owns are not for rules. */
final class FieldNames {
    /** They say what is true of the message, or who may read it, and have keys of their own. */
    private static final Set<String> OF_THE_SERVER =
            Set.of(
                    "accept-ranges",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-range",
                    "date",
                    "etag",
                    "keep-alive",
                    "last-modified",
                    "location",
                    "set-cookie",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "vary",
                    "www-authenticate");

    /** RFC 9111 5.2: directives, with an argument or without. */
    private static final Pattern CACHE_CONTROL =
            Pattern.compile(
                    "[A-Za-z-]+(=([0-9]+|\"[^\"\\\\]*\"))?(, *[A-Za-z-]+(=([0-9]+|\"[^\"\\\\]*\"))?)*");

    private FieldNames() {}

    /** A name of any field, in lower case. */
    static String parse(String text) throws BadValue {
        if (Ascii.isToken(text)) return Ascii.lower(text);
        throw new BadValue(
                Quoted.of(text) + " is no name of a header field",
                "write letters, digits and hyphens, such as \"x-robots-tag\"");
    }

    /** A name of a field that a rule may change. */
    static String parseOwn(String text) throws BadValue {
        String name = parse(text);
        if (!OF_THE_SERVER.contains(name)) return name;
        throw new BadValue(
                "the field " + name + " is the server's own", "leave it out of the rule");
    }

    /** The names and values of a table. */
    static Headers set(Section table) {
        Headers fields = Headers.none();
        for (String key : table.keys()) {
            String value = table.read(key, "", FieldNames::parseValue);
            try {
                fields = fields.with(parseOwn(key), value);
            } catch (BadValue bad) {
                table.problem(key, bad);
            }
        }
        return fields;
    }

    private static String parseValue(String text) throws BadValue {
        try {
            Headers.of("x", text);
        } catch (IllegalArgumentException e) {
            throw new BadValue(
                    Quoted.of(text) + " is no value of a header field",
                    "write it in one line, in Latin letters");
        }
        return text;
    }

    static String parseCacheControl(String text) throws BadValue {
        if (CACHE_CONTROL.matcher(text).matches()) return text;
        throw new BadValue(
                Quoted.of(text) + " is no value of Cache-Control",
                "write directives with commas between, such as \"public, max-age=3600\"");
    }
}

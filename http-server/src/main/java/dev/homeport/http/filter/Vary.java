package dev.homeport.http.filter;

import dev.homeport.http.Headers;
import dev.homeport.http.semantics.Ascii;

/** The field that tells caches what an answer depends on (RFC 9110 12.5.5). */
final class Vary {
    private Vary() {}

    /** {@code fields} that vary by {@code name}, too. */
    static Headers with(Headers fields, String name) {
        String now = fields.joined("vary");
        for (String member : now.split(",", -1)) {
            String known = Ascii.lower(Ascii.trim(member));
            if (known.equals(name) || known.equals("*")) return fields;
        }
        return fields.with("vary", now.isEmpty() ? name : now + ", " + name);
    }
}

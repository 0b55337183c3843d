package dev.homeport.http.semantics;

/** The content codings there are, the one we like best first (RFC 9110 8.4.1). */
public enum Coding {
    /** Brotli (RFC 7932). */
    BR("br"),
    /** gzip (RFC 1952). */
    GZIP("gzip"),
    /** No coding. */
    IDENTITY("identity");

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    /** Its name in fields. */
    public String token() {
        return token;
    }
}

package dev.homeport.http.semantics;

/** The content codings there are, the one we like best first (RFC 9110 8.4.1). */
public enum Coding {
    /** Brotli (RFC 7932). */
    BR("br"),
    /** Zstandard (RFC 8878), with a window that RFC 9659 allows. */
    ZSTD("zstd"),
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

package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.server.Content;
import dev.homeport.benchmarks.server.Ports;

/**
 * What an HTTP client gets again and again.
 *
 * @param scheme in the clear or over TLS
 * @param host the host it asks for
 * @param path what it asks for
 * @param expected whether there is something
 */
public record Page(Scheme scheme, String host, String path, Expected expected) {
    /** How it is asked. */
    public enum Scheme {
        /** In the clear. */
        HTTP,
        /** Over TLS. */
        HTTPS
    }

    /** What kind of status is an answer and not a failure. */
    public enum Expected {
        /** Below 400. */
        FOUND,
        /** 400 and above. */
        MISSING
    }

    /** A file or page of the site, in the clear. */
    public static Page of(String path) {
        return new Page(Scheme.HTTP, Content.HOST, path, Expected.FOUND);
    }

    /** The same over TLS. */
    public Page overTls() {
        return new Page(Scheme.HTTPS, host, path, expected);
    }

    /** Nothing, asked for where no application stands behind the files. */
    public static Page missing() {
        return new Page(Scheme.HTTP, Content.FILES_HOST, Content.NO_FILE, Expected.MISSING);
    }

    /** Where it is at {@code server}. */
    String uri(Ports server) {
        return switch (scheme) {
            case HTTP -> "http://127.0.0.1:" + server.http() + path;
            case HTTPS -> "https://127.0.0.1:" + server.https() + path;
        };
    }
}

package dev.homeport.http;

/**
 * What a request is about, after the edge has checked and normalised it.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host of the authority in lower case, without port and without a final dot
 * @param port the port of the authority, or the scheme's default
 * @param path the path, percent-decoded and without dot segments; it starts with a slash
 * @param rawPath the path as it was sent
 * @param query what follows the question mark, as it was sent; empty when there is none
 */
public record Target(
        String scheme, String host, int port, String path, String rawPath, String query) {}

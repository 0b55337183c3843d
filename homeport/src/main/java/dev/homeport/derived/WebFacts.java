package dev.homeport.derived;

import java.util.List;

/**
 * What the zones may tell of the web server. Immutable.
 *
 * @param ports on which HTTPS is spoken, the preferred one first
 * @param alpn the protocols it speaks there (RFC 7301), the preferred one first
 * @param sites the hosts that are served
 * @param issuer the domain of the authority that issues certificates (RFC 8659 4.2); empty when no
 *     public one does
 */
public record WebFacts(List<Integer> ports, List<String> alpn, List<Site> sites, String issuer) {
    public WebFacts {
        ports = List.copyOf(ports);
        alpn = List.copyOf(alpn);
        sites = List.copyOf(sites);
    }

    /**
     * One host.
     *
     * @param host in lower case, without a final dot
     * @param keyDigest SHA-256 of its certificate's SubjectPublicKeyInfo, in hexadecimal; empty
     *     when it has none
     */
    public record Site(String host, String keyDigest) {}
}

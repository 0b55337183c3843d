package dev.homeport.config;

import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.RateLimits;

import java.util.List;

/**
 * What the name server does beyond questions and answers.
 *
 * @param id what NSID, {@code id.server} and {@code hostname.bind} answer; empty says nothing
 * @param tlsListeners {@code [dns.tls]}: where DNS over TLS is spoken
 * @param cookies {@code [dns.cookies]}: proofs of addresses
 * @param rateLimits {@code [dns.rate-limit]}: how many replies a network gets over UDP
 */
public record DnsExtensions(
        String id, List<Listener> tlsListeners, Cookies cookies, RateLimits rateLimits) {
    public DnsExtensions {
        tlsListeners = List.copyOf(tlsListeners);
    }

    /**
     * Server cookies (RFC 7873, RFC 9018).
     *
     * @param enabled whether cookies are answered
     * @param required whether who sends one over UDP has to send a good one
     * @param secrets the first makes cookies, all check them; empty has one made up at start
     */
    public record Cookies(Switch enabled, Switch required, List<CookieSecret> secrets) {
        public Cookies {
            secrets = List.copyOf(secrets);
        }
    }

    /** The same, listening elsewhere. */
    DnsExtensions withTlsListeners(List<Listener> others) {
        return new DnsExtensions(id, others, cookies, rateLimits);
    }
}

package dev.homeport.dns.answer;

import dev.homeport.dns.zone.DomainName;

/**
 * What is asked of the zones.
 *
 * @param name folded to lower case
 * @param type the query type's number
 * @param dnssec whether proofs are wanted beside the data (the DO bit, RFC 3225)
 */
public record Question(DomainName name, int type, Dnssec dnssec) {
    /** Whether the asker set the DO bit. */
    public enum Dnssec {
        WANTED,
        UNWANTED
    }
}

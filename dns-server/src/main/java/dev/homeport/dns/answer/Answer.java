package dev.homeport.dns.answer;

import dev.homeport.dns.zone.Rrset;

import java.util.List;

/**
 * What is to be said, as references to zone data; how much of it fits is the encoder's business.
 * Immutable.
 *
 * @param rcode see {@link Rcode}
 * @param authority whether the answer is authoritative (the AA bit)
 * @param answers the answer section
 * @param authorities the authority section
 * @param glue additional records without which the answer is of no use
 * @param additional records that may be left out
 * @param error why the answer is no better, for those who can read it
 */
public record Answer(
        int rcode,
        Authoritative authority,
        List<Rrset> answers,
        List<Rrset> authorities,
        List<Rrset> glue,
        List<Rrset> additional,
        ExtendedError error) {

    /** Whether the AA bit is set. */
    public enum Authoritative {
        YES,
        NO
    }

    /** An answer with nothing to explain. */
    public Answer(
            int rcode,
            Authoritative authority,
            List<Rrset> answers,
            List<Rrset> authorities,
            List<Rrset> glue,
            List<Rrset> additional) {
        this(rcode, authority, answers, authorities, glue, additional, ExtendedError.NONE);
    }

    /** The same answer with an explanation (RFC 8914). */
    public Answer because(ExtendedError reason) {
        return new Answer(rcode, authority, answers, authorities, glue, additional, reason);
    }

    /** An answer that is a code and nothing else. */
    public static Answer ofCode(int rcode) {
        return new Answer(rcode, Authoritative.NO, List.of(), List.of(), List.of(), List.of());
    }
}

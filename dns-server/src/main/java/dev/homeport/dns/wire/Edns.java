package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Question.Dnssec;

/**
 * What the OPT record of a query says (RFC 6891 6.1).
 *
 * @param udpBytesMax the longest datagram the asker takes
 * @param version of EDNS; only 0 exists
 * @param dnssec the DO bit
 */
record Edns(int udpBytesMax, int version, Dnssec dnssec) {
    /** Bytes of an OPT record without options. */
    static final int RECORD_BYTES = 11;
}

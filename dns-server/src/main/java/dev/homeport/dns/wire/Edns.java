package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Question.Dnssec;

/**
 * What the OPT record of a query says (RFC 6891 6.1). Options stay where they are in the query;
 * here is only what was found, so that reading them makes no garbage.
 *
 * @param udpBytesMax the longest datagram the asker takes
 * @param version of EDNS; only 0 exists
 * @param dnssec the DO bit
 * @param wants the options that were found, as a sum of the constants
 * @param cookieAt where the cookie stands in the array of the query
 * @param cookieBytes its length, 0 when there is none
 */
record Edns(int udpBytesMax, int version, Dnssec dnssec, int wants, int cookieAt, int cookieBytes) {
    /** Bytes of an OPT record without options. */
    static final int RECORD_BYTES = 11;

    /** Bytes of code and length before the data of an option. */
    static final int OPTION_HEAD_BYTES = 4;

    /** Code of the name server's identifier (RFC 5001). */
    static final int NSID = 3;

    /** Code of the cookie (RFC 7873 4). */
    static final int COOKIE = 10;

    /** Code of the keepalive of connections (RFC 7828 3.1). */
    static final int KEEPALIVE = 11;

    /** Code of padding (RFC 7830 3). */
    static final int PADDING = 12;

    /** Code of extended errors (RFC 8914 2). */
    static final int EXTENDED_ERROR = 15;

    /** The name server is to identify itself. */
    static final int WANTS_NSID = 1;

    /** How long may a connection be idle? */
    static final int WANTS_KEEPALIVE = 2;

    /** The reply is to be padded. */
    static final int WANTS_PADDING = 4;

    /** The option of keepalive had a length that it cannot have. */
    static final int BROKEN_KEEPALIVE = 8;

    /** Without options. */
    Edns(int udpBytesMax, int version, Dnssec dnssec) {
        this(udpBytesMax, version, dnssec, 0, 0, 0);
    }

    boolean wants(int option) {
        return (wants & option) != 0;
    }

    /** RFC 7873 5.2: a client's half alone, or with a server's of 8 to 32 bytes. */
    static boolean isCookie(int bytes) {
        return bytes == 8 || (bytes >= 16 && bytes <= 40);
    }

    boolean hasCookie() {
        return cookieBytes > 0;
    }
}

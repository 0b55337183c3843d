package dev.homeport.dns.message;

import dev.homeport.dns.zone.DomainName;

/**
 * One record of a message (RFC 1035 4.1.3). Immutable.
 *
 * @param ttl in seconds, unsigned; what else some types put there
 * @param rdata with names in it written out in full: shared, never to be written to
 * @param offset where in the message the record begins
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
public record MessageRecord(
        DomainName owner, int type, int recordClass, long ttl, byte[] rdata, int offset) {
    /** The class of the Internet. */
    public static final int CLASS_IN = 1;

    /** RFC 2136 2.4: no class, used where something must not be or goes. */
    public static final int CLASS_NONE = 254;

    /** Any class. */
    public static final int CLASS_ANY = 255;
}

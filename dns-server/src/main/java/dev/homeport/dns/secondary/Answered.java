package dev.homeport.dns.secondary;

import dev.homeport.dns.answer.Rcode;

/** What the header of an answer says. */
final class Answered {
    private Answered() {}

    /** Refuses an answer that is an error. */
    static void requireGood(MessageReader reader) throws BadTransfer {
        int rcode = reader.rcode();
        if (rcode != Rcode.NOERROR) {
            throw new BadTransfer("it answered " + org.xbill.DNS.Rcode.string(rcode));
        }
    }
}

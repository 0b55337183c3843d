package dev.homeport.dns.wire;

import dev.homeport.dns.peer.ReplyRates;

/**
 * What goes beyond questions and answers, as living parts that the owner may change while they are
 * used.
 *
 * @param rates limits replies over UDP
 */
public record Extensions(ReplyRates rates) {
    /** Without any. */
    public static Extensions none() {
        return new Extensions(ReplyRates.off());
    }
}

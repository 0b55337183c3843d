package dev.homeport.dns.wire;

import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ServerCookies;

/**
 * What goes beyond questions and answers, as living parts that the owner may change while they are
 * used.
 *
 * @param rates limits replies over UDP
 * @param cookies makes and checks server cookies
 * @param demand what becomes of a query over UDP whose cookie proves nothing
 */
public record Extensions(ReplyRates rates, ServerCookies cookies, CookieDemand demand) {
    /** What a cookie is needed for. */
    public enum CookieDemand {
        /** Nothing: every query is answered. */
        NONE,
        /** Who sends a cookie over UDP has to send a good one, or gets BADCOOKIE with it. */
        OF_WHO_SENDS_ONE
    }

    /** Without any. */
    public static Extensions none() {
        return new Extensions(ReplyRates.off(), ServerCookies.off(), CookieDemand.NONE);
    }
}

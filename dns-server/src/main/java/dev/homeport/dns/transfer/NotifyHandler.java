package dev.homeport.dns.transfer;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.zone.DomainName;

import java.util.OptionalLong;

/** Takes notice that a zone has changed at a primary (RFC 1996). Thread-safe; must not block. */
@FunctionalInterface
public interface NotifyHandler {
    /** For a server that is secondary of nothing (RFC 1996 3.10). */
    NotifyHandler NONE = (_, _, _) -> Rcode.NOTAUTH;

    /**
     * A peer says that a zone has changed. Whether it may is for the handler to decide.
     *
     * @param peer who says so; its key, if any, is verified
     * @param serial the new serial, if the message hints at one (RFC 1996 3.7)
     * @return the response code: NOERROR when it was noted, NOTAUTH for a zone that is not a
     *     secondary one, REFUSED for a peer that may not notify
     */
    int notified(DomainName zone, Peer peer, OptionalLong serial);
}

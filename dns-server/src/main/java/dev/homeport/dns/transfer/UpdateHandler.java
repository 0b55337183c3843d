package dev.homeport.dns.transfer;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.message.DnsMessage;

/** Changes zones as messages demand (RFC 2136). Thread-safe; may block for the disk. */
@FunctionalInterface
public interface UpdateHandler {
    /** For a server on which nothing can be changed. */
    UpdateHandler NONE = (_, _) -> Rcode.REFUSED;

    /**
     * Does all that a message demands, or nothing of it.
     *
     * @param peer who demands it; its key, if any, is verified
     * @return the response code; NOERROR only when the change is safe on disk
     */
    int update(DnsMessage message, Peer peer);
}

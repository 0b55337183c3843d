package dev.homeport.dns;

import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.wire.Transport;

/**
 * Is told of each reply after it was made. Called on event loops: it must be quick, must not block
 * and must be thread-safe.
 */
@FunctionalInterface
public interface DnsObserver {
    /** Listens to nothing; no time is measured for it. */
    DnsObserver NONE = (_, _, _, _, _) -> {};

    /**
     * A reply was made.
     *
     * @param type the query type's number, 0 when no question could be read
     * @param rcode the response code, extended bits included
     * @param bytes of the reply
     * @param nanos from the query's bytes to the reply's
     */
    void answered(Transport transport, int type, int rcode, int bytes, long nanos);

    /** A message was met with silence: it was too short or a reply itself. */
    default void dropped(Transport transport) {}

    /** A query over UDP was told to come over TCP, or got no reply, as there were too many. */
    default void limited(ReplyRates.Ruling ruling) {}

    /** A TCP connection was refused because there were too many. */
    default void connectionRefused() {}

    /** Our own code failed and the asker got SERVFAIL. */
    default void failed(RuntimeException error) {
        System.getLogger(DnsObserver.class.getName())
                .log(System.Logger.Level.ERROR, "dns_answer_failed", error);
    }
}

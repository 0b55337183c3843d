package dev.homeport.dns;

import dev.homeport.dns.wire.Transport;

import java.net.InetSocketAddress;

/**
 * Is told of each query with its name and asker. Called on event loops: it must hand over and
 * return, must not block and must be thread-safe.
 */
@FunctionalInterface
public interface QueryLog {
    /** Logs nothing, and then no text is built. */
    QueryLog NONE = _ -> {};

    /**
     * One query and its reply.
     *
     * @param name folded, with a final dot; {@code .} when no question could be read
     * @param type the query type's number
     * @param rcode the response code, extended bits included
     * @param flags the two bytes of flags and code in the reply's header
     * @param bytes of the reply
     * @param nanos from the query's bytes to the reply's
     */
    record Entry(
            Transport transport,
            InetSocketAddress client,
            String name,
            int type,
            int rcode,
            int flags,
            int bytes,
            long nanos) {}

    /** A query was answered. */
    void answered(Entry entry);
}

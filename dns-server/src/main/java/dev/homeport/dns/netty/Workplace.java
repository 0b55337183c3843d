package dev.homeport.dns.netty;

import dev.homeport.dns.wire.Exchange;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * The exchange of a loop. Queries are answered at once, so all sockets and connections of the loop
 * share it, and with it the replies that it keeps.
 */
final class Workplace {
    private static final FastThreadLocal<Exchange> EXCHANGES =
            new FastThreadLocal<>() {
                @Override
                protected Exchange initialValue() {
                    return Exchange.keeping();
                }
            };

    private Workplace() {}

    /** The exchange of the loop that asks. */
    static Exchange ofLoop() {
        return EXCHANGES.get();
    }
}

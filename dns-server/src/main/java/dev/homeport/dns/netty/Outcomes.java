package dev.homeport.dns.netty;

import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Transport;

import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** What the edges tell of their work, on the event loop. */
public interface Outcomes {
    /** Nobody listens: no time is measured. */
    Outcomes NONE =
            new Outcomes() {
                @Override
                public void answered(
                        Transport transport,
                        Supplier<InetSocketAddress> client,
                        Exchange exchange,
                        long nanos) {}

                @Override
                public void dropped(Transport transport) {}

                @Override
                public void connectionRefused() {}
            };

    /**
     * A reply was made.
     *
     * @param client builds the address of who asked; good until this returns, like the exchange
     */
    void answered(
            Transport transport, Supplier<InetSocketAddress> client, Exchange exchange, long nanos);

    /** A message was met with silence. */
    void dropped(Transport transport);

    /** A reply was told to come over TCP, or was not sent, as there were too many. */
    default void limited(ReplyRates.Ruling ruling) {}

    /** A connection was closed because there were too many. */
    void connectionRefused();
}

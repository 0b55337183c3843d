package dev.homeport.dns.netty;

import dev.homeport.dns.peer.ReplyRates.Ruling;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.wire.Verdict;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What is done about a datagram, whichever way it came: it is answered, handed over or dropped, and
 * that is told. One for each socket, on the socket's loop.
 */
final class DatagramAnswers {
    private final Responder responder;
    private final Conversations conversations;
    private final Outcomes outcomes;
    private final boolean watched;
    private final Asker asker;
    private final Supplier<InetSocketAddress> client;
    private long now;

    DatagramAnswers(
            Responder responder, Conversations conversations, Outcomes outcomes, Asker asker) {
        this.responder = responder;
        this.conversations = conversations;
        this.outcomes = outcomes;
        this.watched = !outcomes.equals(Outcomes.NONE);
        this.asker = asker;
        this.client = asker::address;
    }

    /** Some datagrams came, and are answered one after the other from now on. */
    void begin() {
        now = System.nanoTime();
    }

    /**
     * Answers one.
     *
     * @return whether there is a reply to be sent, in the exchange
     */
    boolean answer(Exchange exchange, byte[] query, int length) {
        exchange.arrivedAt(now);
        asker.tell(exchange.client());
        Verdict verdict = responder.respond(exchange, query, 0, length, Transport.UDP);
        if (verdict == Verdict.HANDED_OVER && converse(query, length)) return false;
        if (exchange.ruling() != Ruling.PASS) outcomes.limited(exchange.ruling());
        if (verdict == Verdict.DROPPED_RATE) return false;
        if (verdict != Verdict.REPLIED) {
            outcomes.dropped(Transport.UDP);
            return false;
        }
        if (!watched) return true;
        // Each begins where the one before it ended: one look at the clock a query.
        long start = now;
        now = System.nanoTime();
        outcomes.answered(Transport.UDP, client, exchange, now - start);
        return true;
    }

    private boolean converse(byte[] query, int length) {
        byte[] message = Arrays.copyOf(query, length);
        return conversations.start(
                message, Transport.UDP, asker.address(), asker.replies(), () -> {});
    }

    /** Something could not be received or sent. */
    void lost(int count) {
        for (int i = 0; i < count; i++) outcomes.dropped(Transport.UDP);
    }

    /** An error of our own, which costs the asker the reply and nobody else anything. */
    void failed(RuntimeException error) {
        responder.failures().accept(error);
    }
}

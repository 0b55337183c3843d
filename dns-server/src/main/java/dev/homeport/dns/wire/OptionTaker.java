package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.peer.ServerCookies.Standing;
import dev.homeport.dns.wire.Extensions.CookieDemand;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Takes up what the options of queries want (RFC 6891 6.1.2). Thread-safe. */
final class OptionTaker {
    private final Extensions extensions;
    private final byte[] nsid;
    private final int keepaliveUnits;

    OptionTaker(ResponderOptions options) {
        extensions = options.extensions();
        nsid = options.identity().id().getBytes(StandardCharsets.US_ASCII);
        keepaliveUnits = (int) Math.min(65_535, options.idleTimeout().toMillis() / 100);
    }

    /** Puts into the exchange the options of the reply, and what the asker's cookie proves. */
    void take(Exchange exchange, byte[] query, @Nullable Edns edns, Transport transport) {
        if (edns == null) return;
        ReplyOptions reply = exchange.options;
        takeCookie(exchange, query, edns.cookieAt(), edns.cookieBytes(), transport);
        if (edns.wants(Edns.WANTS_NSID) && nsid.length > 0) reply.nsid(nsid);
        // RFC 7828 3.3.1: over UDP the option is ignored.
        boolean keepalive = edns.wants(Edns.WANTS_KEEPALIVE) && transport.isStream();
        if (keepalive && keepaliveUnits > 0) reply.keepalive(keepaliveUnits);
        if (edns.wants(Edns.WANTS_PADDING) && transport.isEncrypted()) reply.pad();
    }

    /** Takes up a cookie alone; none is of no bytes. */
    void takeCookie(Exchange exchange, byte[] query, int at, int bytes, Transport transport) {
        ServerCookies cookies = extensions.cookies();
        // A cookie proves an address, which under HTTP is another one than that of who asks.
        boolean canProve = transport != Transport.HTTPS && exchange.client().bytes() > 0;
        if (bytes == 0 || !cookies.isOn() || !canProve) return;
        exchange.stands(exchange.options.cookie(cookies, exchange.client(), query, at, bytes));
    }

    /**
     * Answers the asker's cookie in a kept reply.
     *
     * @return false if the kept reply is not the one to give; then nothing was taken up
     */
    boolean complete(Exchange exchange, KeptReplies kept, byte[] query, Transport transport) {
        int bytes = kept.query().cookieBytes();
        if (bytes == 0) return true;
        takeCookie(exchange, query, kept.query().cookieAt(), bytes, transport);
        if (!lacksCookie(exchange, bytes, transport) && kept.addOptions(exchange)) return true;
        exchange.begin();
        return false;
    }

    /** RFC 7873 5.4: who asks nothing is told whether the cookie is good. */
    static Answer answer(Exchange exchange, Edns edns) {
        if (exchange.options.length() == 0) return Answer.ofCode(Rcode.FORMERR);
        boolean bad =
                edns.cookieBytes() > ServerCookies.CLIENT_BYTES
                        && exchange.standing() == Standing.UNPROVEN;
        return Answer.ofCode(bad ? Rcode.BADCOOKIE : Rcode.NOERROR);
    }

    /** Whether the asker has to come again with the cookie that it is given now. */
    boolean lacksCookie(Exchange exchange, int cookieBytes, Transport transport) {
        return cookieBytes > 0
                && transport.isDatagram()
                && extensions.demand() == CookieDemand.OF_WHO_SENDS_ONE
                && extensions.cookies().isOn()
                && exchange.standing() == Standing.UNPROVEN;
    }
}

package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.answer.Rcode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** An error of our own is told once and answered with SERVFAIL. */
class OwnErrorTest {
    @Test
    void isServfailToTheAskerAndAFailureToUs() {
        List<RuntimeException> failures = new ArrayList<>();
        var broken = new IllegalStateException("broken on purpose");
        Responder responder =
                new Responder(
                        () -> {
                            throw broken;
                        },
                        new ResponderOptions(1232, 16, ServerIdentity.HIDDEN),
                        failures::add);
        byte[] query = HexFormat.of().parseHex("1234010000010000000000000161000001" + "0001");
        Exchange exchange = new Exchange();
        Verdict verdict = responder.respond(exchange, query, 0, query.length, Transport.TCP);
        assertEquals(Verdict.REPLIED, verdict);
        assertEquals(Rcode.SERVFAIL, exchange.rcode());
        assertEquals(List.of(broken), failures);
    }
}

package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.Arrays;

/** Whatever was asked before, any bytes get the reply that they would get from a fresh start. */
class KeptRepliesFuzzTest {
    private static final Responder RESPONDER =
            new Responder(
                    () -> StrangeBytesTest.ZONES,
                    new ResponderOptions(1232, 16, new ServerIdentity("v", "i")),
                    failure -> {
                        throw failure;
                    });

    private static final Exchange KEEPING = Exchange.keeping();

    @FuzzTest(maxDuration = "60s")
    void anyBytesGetTheSameAsFromAFreshStart(byte[] bytes) {
        for (int again = 0; again < 2; again++) {
            Exchange fresh = new Exchange();
            Verdict expected = RESPONDER.respond(fresh, bytes, 0, bytes.length, Transport.UDP);
            Verdict verdict = RESPONDER.respond(KEEPING, bytes, 0, bytes.length, Transport.UDP);
            assertEquals(expected, verdict);
            if (verdict != Verdict.REPLIED) return;
            assertArrayEquals(reply(fresh), reply(KEEPING));
        }
    }

    private static byte[] reply(Exchange exchange) {
        return Arrays.copyOf(exchange.reply(), exchange.replyLength());
    }
}

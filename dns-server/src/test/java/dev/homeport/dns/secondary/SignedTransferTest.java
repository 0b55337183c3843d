package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.FakePrimary.id;
import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.answerTo;
import static dev.homeport.dns.secondary.Texts.soa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.tsig.TsigAlgorithm;
import dev.homeport.dns.tsig.TsigKey;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.zone.RecordType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** Transfers that are signed are believed as a whole or not at all. */
@Timeout(60)
class SignedTransferTest {
    private static final byte[] SECRET =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int RECORDS = 250;

    private static final TransferLimits LIMITS =
            TransferLimits.DEFAULT
                    .withTimeouts(
                            Duration.ofSeconds(2), Duration.ofMillis(800), Duration.ofSeconds(20))
                    .withPolls(Duration.ofMillis(300), 2);

    private FakePrimary fake;

    @BeforeEach
    void start() throws IOException {
        fake = FakePrimary.start();
    }

    @AfterEach
    void stop() throws IOException {
        fake.close();
    }

    private Primary primary() {
        return new Primary(fake.primary().address(), Texts.name("key.test."), null);
    }

    private Fetch fetch(Primary from) throws InterruptedException {
        TsigKey key = new TsigKey(Texts.name("key.test."), TsigAlgorithm.HMAC_SHA256, SECRET);
        TsigKeys keys = TsigKeys.of(List.of(key));
        Seals seals = TsigSeal.of(() -> keys, InstantSource.system());
        var client = new TransferClient(LIMITS, 1, new Random(1), seals, () -> LoadLimits.DEFAULT);
        return client.fetch(ORIGIN, List.of(from), null);
    }

    /**
     * A zone a record a message.
     *
     * @param every of how many messages the last is signed
     * @param end whether the very last one is
     */
    private void serve(byte[] secret, int every, End end) {
        fake.overTcp(
                (q, out) -> {
                    SigningStream stream = new SigningStream(secret, q);
                    for (int i = 0; i <= RECORDS; i++) {
                        String record = i == 0 || i == RECORDS ? soa(7) : "h" + i + " A 192.0.2.1";
                        String asked = i == 0 ? "example." : "";
                        byte[] message = answerTo(asked, id(q), RecordType.AXFR, record);
                        boolean sign = i == RECORDS ? end == End.SIGNED : i % every == 0;
                        out.message(sign ? stream.signed(message) : stream.unsigned(message));
                    }
                });
    }

    private enum End {
        SIGNED,
        UNSIGNED
    }

    private void fails(String why) throws InterruptedException {
        String reason = assertInstanceOf(Fetch.Failed.class, fetch(primary())).why();
        assertTrue(reason.contains(why), reason);
    }

    @Test
    void everyMessageMayBeSigned() throws Exception {
        serve(SECRET, 1, End.SIGNED);
        var fetched = assertInstanceOf(Fetch.Fetched.class, fetch(primary()));
        assertEquals(RECORDS, fetched.zone().recordCount());
    }

    @Test
    void upTo99MessagesMayGoUnsigned() throws Exception {
        serve(SECRET, 100, End.SIGNED);
        assertInstanceOf(Fetch.Fetched.class, fetch(primary()));
    }

    @Test
    void moreMayNot() throws Exception {
        serve(SECRET, 101, End.SIGNED);
        fails("too long without a signature");
    }

    @Test
    void theEndMustBeSigned() throws Exception {
        serve(SECRET, 1, End.UNSIGNED);
        fails("its end is not signed");
    }

    @Test
    void anotherSecretIsNotBelieved() throws Exception {
        serve(new byte[] {1, 2, 3}, 1, End.SIGNED);
        fails("TSIG: its signature is not good");
    }

    @Test
    void anUnsignedAnswerToASignedQuestionIsNotBelieved() throws Exception {
        fake.overTcp(
                (q, out) ->
                        out.message(
                                Texts.answer(id(q), RecordType.AXFR, soa(7), "@ NS ns1", soa(7))));
        fails("TSIG: not signed");
    }

    @Test
    void aKeyThatIsNotConfiguredIsSaid() throws Exception {
        Primary other = new Primary(fake.primary().address(), Texts.name("other.test."), null);
        String why = assertInstanceOf(Fetch.Failed.class, fetch(other)).why();
        assertTrue(why.contains("key is not configured"), why);
    }

    @Test
    void aChangedMessageIsNotBelieved() throws Exception {
        fake.overTcp(
                (q, out) -> {
                    byte[] message =
                            Texts.answer(id(q), RecordType.AXFR, soa(7), "@ NS ns1", soa(7));
                    byte[] bytes = new SigningStream(SECRET, q).signed(message);
                    bytes[40] ^= 1;
                    out.message(bytes);
                });
        fails("TSIG: its signature is not good");
    }
}

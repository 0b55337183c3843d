package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.FakePrimary.id;
import static dev.homeport.dns.secondary.FakePrimary.type;
import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.answer;
import static dev.homeport.dns.secondary.Texts.answerTo;
import static dev.homeport.dns.secondary.Texts.soa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Whatever a primary does, it ends soon, with a reason, and with what we had. */
@Timeout(60)
class HostilePrimaryTest {
    private static final int AXFR = RecordType.AXFR;
    private static final int SOA = RecordType.SOA;

    private static final TransferLimits LIMITS =
            TransferLimits.DEFAULT
                    .withTimeouts(
                            Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(1))
                    .withPolls(Duration.ofMillis(300), 2)
                    .withSizes(50, 1000, 100_000, 1_000_000);

    private final Zone held = Texts.zone(soa(7), "@ NS ns1", "ns1 A 192.0.2.7");
    private FakePrimary primary;

    @BeforeEach
    void start() throws IOException {
        primary = FakePrimary.start();
    }

    @AfterEach
    void stop() throws IOException {
        primary.close();
    }

    private static TransferClient client() {
        return new TransferClient(LIMITS, 2, new Random(1), Seals.NONE, () -> LoadLimits.DEFAULT);
    }

    private Fetch first() throws InterruptedException {
        return client().fetch(ORIGIN, List.of(primary.primary()), null);
    }

    private Fetch again() throws InterruptedException {
        return client().fetch(ORIGIN, List.of(primary.primary()), held);
    }

    private void fails(String why) throws InterruptedException {
        String reason = assertInstanceOf(Fetch.Failed.class, first()).why();
        assertTrue(reason.contains(why), reason);
        assertTrue(reason.startsWith(primary.primary().toString()), reason);
    }

    @Test
    void aGoodOneIsBelieved() throws Exception {
        primary.overTcp(
                (q, out) -> {
                    out.message(answer(id(q), AXFR, soa(7), "@ NS ns1"));
                    // RFC 5936 2.2.1: later messages need not repeat the question.
                    out.message(answerTo("", id(q), AXFR, "ns1 A 192.0.2.7", soa(7)));
                });
        var fetched = assertInstanceOf(Fetch.Fetched.class, first());
        assertEquals(Texts.lines(held.rrsets()), Texts.lines(fetched.zone().rrsets()));
        assertEquals(Fetch.Kind.AXFR, fetched.kind());
        assertTrue(fetched.bytes() > 100, fetched.bytes() + " bytes");
    }

    @Test
    void anEndlessStreamIsCutOff() throws Exception {
        primary.overTcp(
                (q, out) -> {
                    out.message(answer(id(q), AXFR, soa(7), "@ NS ns1"));
                    for (int i = 0; i < 1_000_000; i++) {
                        out.message(answerTo("", id(q), AXFR, "h" + i + " A 192.0.2.1"));
                    }
                });
        fails("more than 50 messages");
    }

    @Test
    void manyRecordsInOneMessageAreTooMany() throws Exception {
        String[] records = new String[1001];
        records[0] = soa(7);
        for (int i = 1; i < records.length; i++) records[i] = "h" + i + " A 192.0.2.1";
        primary.overTcp((q, out) -> out.message(answer(id(q), AXFR, records)));
        fails("more than 1000 records");
    }

    @Test
    void messagesThatSayNothingEndIt() throws Exception {
        primary.overTcp(
                (q, out) -> {
                    out.message(answer(id(q), AXFR, soa(7)));
                    out.message(answer(id(q), AXFR));
                });
        fails("a message without records");
    }

    @Test
    void anotherIdIsRefused() throws Exception {
        primary.overTcp((q, out) -> out.message(answer(id(q) ^ 1, AXFR, soa(7), soa(7))));
        fails("wrong id");
    }

    @Test
    void anotherZoneIsRefused() throws Exception {
        primary.overTcp(
                (q, out) -> out.message(answerTo("other.test.", id(q), AXFR, soa(7), soa(7))));
        fails("another question");
        primary.overTcp(
                (q, out) -> out.message(answer(id(q), AXFR, "other.test. SOA ns1 host 7 1 1 1 1")));
        fails("does not begin with the SOA");
    }

    @Test
    void aMissingQuestionIsRefused() throws Exception {
        primary.overTcp((q, out) -> out.message(answerTo("", id(q), AXFR, soa(7), soa(7))));
        fails("another question");
    }

    @Test
    void anErrorIsToldByItsName() throws Exception {
        primary.overTcp(
                (q, out) -> {
                    byte[] refused = answer(id(q), AXFR);
                    refused[3] |= 5;
                    out.message(refused);
                });
        fails("it answered REFUSED");
    }

    @Test
    void aCloseInTheMiddleLosesNothingButTheTransfer() throws Exception {
        primary.overTcp((q, out) -> out.message(answer(id(q), AXFR, soa(7), "@ NS ns1")));
        fails("closed before the end");
        primary.overTcp((_, out) -> out.raw(new byte[] {0, 99, 1, 2, 3}));
        fails("closed before the end");
    }

    @Test
    void silenceIsNotWaitedFor() throws Exception {
        primary.overTcp((_, _) -> blockALittle());
        fails("timed out");
    }

    /** Each byte comes in time, the whole does not. */
    @Test
    void aSlowDripIsGivenUp() throws Exception {
        primary.overTcp(
                (q, out) -> {
                    byte[] message = answer(id(q), AXFR, soa(7), "@ NS ns1", soa(7));
                    out.raw(new byte[] {0, (byte) message.length});
                    for (byte b : message) {
                        out.raw(new byte[] {b});
                        pauseMillis(100);
                    }
                });
        fails("");
    }

    @Test
    void theZoneMustHoldTogether() throws Exception {
        primary.overTcp(
                (q, out) ->
                        out.message(
                                answer(
                                        id(q),
                                        AXFR,
                                        soa(7),
                                        "@ NS ns1",
                                        "sub SOA ns1 host 1 2 3 4 5",
                                        soa(7))));
        fails("second SOA");
    }

    @Test
    void wrongIdsOverUdpAreNotWaitedOn() throws Exception {
        primary.overUdp(
                q ->
                        List.of(
                                answer(id(q) ^ 1, SOA, soa(99)),
                                q,
                                new byte[3],
                                answer(id(q), SOA, soa(7))));
        assertInstanceOf(Fetch.Current.class, again());
    }

    @Test
    void aTruncatedAnswerIsAskedForOverTcp() throws Exception {
        primary.overUdp(
                q -> {
                    byte[] truncated = answer(id(q), SOA);
                    truncated[2] |= 2;
                    return List.of(truncated);
                });
        primary.overTcp((q, out) -> out.message(answer(id(q), SOA, soa(7))));
        assertInstanceOf(Fetch.Current.class, again());
        assertEquals(List.of(SOA), primary.typesAsked());
    }

    @Test
    void whoIsSilentOverUdpIsAskedOverTcp() throws Exception {
        primary.overTcp((q, out) -> out.message(answer(id(q), SOA, soa(7))));
        assertInstanceOf(Fetch.Current.class, again());
    }

    @Test
    void anAnswerWithoutAuthorityTellsNothing() throws Exception {
        primary.overUdp(
                q -> {
                    byte[] lame = answer(id(q), SOA, soa(99));
                    lame[2] &= ~4;
                    return List.of(lame);
                });
        String why = assertInstanceOf(Fetch.Failed.class, again()).why();
        assertTrue(why.contains("not authoritative"), why);
    }

    @Test
    void aSerialThatWentBackIsNotFollowed() throws Exception {
        primary.atSerial(6);
        String why = assertInstanceOf(Fetch.Failed.class, again()).why();
        assertTrue(why.contains("serial 6 is before ours"), why);
        assertEquals(List.of(), primary.typesAsked());
    }

    @Test
    void differencesAreTaken() throws Exception {
        primary.atSerial(8)
                .overTcp(
                        (q, out) ->
                                out.message(
                                        answer(
                                                id(q),
                                                type(q),
                                                soa(8),
                                                soa(7),
                                                "ns1 A 192.0.2.7",
                                                soa(8),
                                                "ns1 A 192.0.2.8",
                                                soa(8))));
        var fetched = assertInstanceOf(Fetch.Fetched.class, again());
        assertEquals(Fetch.Kind.IXFR, fetched.kind());
        assertEquals(
                Texts.lines(soa(8), "@ NS ns1", "ns1 A 192.0.2.8"),
                Texts.lines(fetched.zone().rrsets()));
    }

    @Test
    void differencesThatDoNotFitAreReplacedByTheWholeZone() throws Exception {
        primary.atSerial(8)
                .overTcp(
                        (q, out) -> {
                            if (type(q) == AXFR) {
                                out.message(answer(id(q), AXFR, soa(8), "@ NS ns2", soa(8)));
                                return;
                            }
                            String gone = "no A 192.0.2.9";
                            out.message(
                                    answer(id(q), type(q), soa(8), soa(7), gone, soa(8), soa(8)));
                        });
        var fetched = assertInstanceOf(Fetch.Fetched.class, again());
        assertEquals(Fetch.Kind.AXFR, fetched.kind());
        assertEquals(Texts.lines(soa(8), "@ NS ns2"), Texts.lines(fetched.zone().rrsets()));
        assertEquals(List.of(RecordType.IXFR, AXFR), primary.typesAsked());
    }

    @Test
    void theNextPrimaryIsAskedWhenOneFails() throws Exception {
        primary.overTcp((q, out) -> out.message(answer(id(q), AXFR, soa(7), "@ NS ns1", soa(7))));
        Fetch fetch = client().fetch(ORIGIN, List.of(gone(), primary.primary()), null);
        var fetched = assertInstanceOf(Fetch.Fetched.class, fetch);
        assertEquals(primary.primary(), fetched.primary());
    }

    /** One that was there and is no more. */
    private static Primary gone() throws IOException {
        try (FakePrimary down = FakePrimary.start()) {
            return down.primary();
        }
    }

    @Test
    void oneThatIsAheadIsFoundBehindOneThatIsNot() throws Exception {
        primary.atSerial(7);
        try (FakePrimary ahead = FakePrimary.start().atSerial(9)) {
            ahead.overTcp(
                    (q, out) -> out.message(answer(id(q), type(q), soa(9), "@ NS ns1", soa(9))));
            List<Primary> both = List.of(primary.primary(), ahead.primary());
            var fetched = assertInstanceOf(Fetch.Fetched.class, client().fetch(ORIGIN, both, held));
            assertEquals(9, fetched.zone().serial());
        }
    }

    private static void blockALittle() {
        pauseMillis(800);
    }

    /** The peer is slow on purpose; nobody waits for this thread. */
    private static void pauseMillis(long millis) {
        java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
    }
}

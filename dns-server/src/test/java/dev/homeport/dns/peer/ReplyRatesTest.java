package dev.homeport.dns.peer;

import static dev.homeport.dns.peer.ReplyRates.Kind.ANSWER;
import static dev.homeport.dns.peer.ReplyRates.Kind.NAME_ERROR;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.peer.ReplyRates.Kind;
import dev.homeport.dns.peer.ReplyRates.Ruling;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Networks get their replies, floods do not. */
class ReplyRatesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RateLimits TEN =
            new RateLimits(10, Duration.ofSeconds(5), 2, 24, 56, RateLimits.LOOPBACK);

    private static ReplyRates rates(RateLimits limits) {
        return new ReplyRates(limits, new SplittableRandom(1));
    }

    private static ClientAddress client(String address) {
        ClientAddress client = new ClientAddress();
        client.set(InetAddress.ofLiteral(address));
        return client;
    }

    /** How many of so many replies at one moment come to what. */
    private static Map<Ruling, Integer> ask(
            ReplyRates rates, String client, Kind kind, int subject, long nanos, int times) {
        Map<Ruling, Integer> rulings = new EnumMap<>(Ruling.class);
        for (int i = 0; i < times; i++) {
            rulings.merge(rates.rule(client(client), kind, subject, nanos), 1, Integer::sum);
        }
        return rulings;
    }

    private static int passed(ReplyRates rates, String client, int subject, long nanos, int times) {
        return ask(rates, client, ANSWER, subject, nanos, times).getOrDefault(Ruling.PASS, 0);
    }

    @Test
    void tenInASecondPassAndTheEleventhDoesNot() {
        ReplyRates rates = rates(TEN);
        assertEquals(Map.of(Ruling.PASS, 10), ask(rates, "192.0.2.1", ANSWER, 7, 0, 10));
        assertEquals(Map.of(Ruling.SLIP, 1), ask(rates, "192.0.2.1", ANSWER, 7, 0, 1));
    }

    @Test
    void whoAsksJustAsOftenAsAllowedIsNeverLimited() {
        ReplyRates rates = rates(TEN);
        for (int i = 0; i < 1000; i++) {
            assertEquals(1, passed(rates, "192.0.2.1", 7, i * SECOND / 10, 1), "reply " + i);
        }
    }

    @Test
    void everySecondLimitedQuerySlips() {
        var flood = ask(rates(TEN), "192.0.2.1", ANSWER, 7, 0, 110);
        assertEquals(Map.of(Ruling.PASS, 10, Ruling.SLIP, 50, Ruling.DROP, 50), flood);
    }

    @Test
    void slipZeroTellsNobodyAndSlipOneEverybody() {
        var silent = new RateLimits(10, Duration.ofSeconds(5), 0, 24, 56, List.of());
        var flood = ask(rates(silent), "192.0.2.1", ANSWER, 7, 0, 30);
        assertEquals(Map.of(Ruling.PASS, 10, Ruling.DROP, 20), flood);
        var kind = new RateLimits(10, Duration.ofSeconds(5), 1, 24, 56, List.of());
        flood = ask(rates(kind), "192.0.2.1", ANSWER, 7, 0, 30);
        assertEquals(Map.of(Ruling.PASS, 10, Ruling.SLIP, 20), flood);
    }

    @Test
    void aFloodKeepsItsNetworkLimitedForTheWindowAndNoLonger() {
        ReplyRates rates = rates(TEN);
        passed(rates, "192.0.2.1", 7, 0, 10_000);
        assertEquals(0, passed(rates, "192.0.2.1", 7, 3 * SECOND, 1));
        // The one above counted, too: the account is a window ahead, less a second of grace.
        assertEquals(1, passed(rates, "192.0.2.1", 7, 7 * SECOND + SECOND / 5, 1));
    }

    @Test
    void addressesOfOneNetworkShareAndOthersDoNot() {
        ReplyRates rates = rates(TEN);
        assertEquals(10, passed(rates, "192.0.2.1", 7, 0, 20));
        assertEquals(0, passed(rates, "192.0.2.255", 7, 0, 20));
        assertEquals(10, passed(rates, "192.0.3.1", 7, 0, 20));
        assertEquals(10, passed(rates, "2001:db8:0:1::1", 7, 0, 20));
        assertEquals(0, passed(rates, "2001:db8:0:2::2", 7, 0, 20));
        assertEquals(10, passed(rates, "2001:db8:0:101::1", 7, 0, 20));
    }

    @Test
    void kindsAndSubjectsAreCountedApart() {
        ReplyRates rates = rates(TEN);
        assertEquals(10, passed(rates, "192.0.2.1", 7, 0, 20));
        assertEquals(10, passed(rates, "192.0.2.1", 8, 0, 20));
        assertEquals(10, ask(rates, "192.0.2.1", NAME_ERROR, 7, 0, 10).get(Ruling.PASS));
    }

    @Test
    void loopbackIsExemptUnlessLimitsSayOtherwise() {
        ReplyRates rates = rates(TEN);
        assertEquals(100, passed(rates, "127.1.2.3", 7, 0, 100));
        assertEquals(100, passed(rates, "::1", 7, 0, 100));
        assertEquals(10, passed(rates, "::2", 7, 0, 100));
        ReplyRates strict = rates(new RateLimits(10, Duration.ofSeconds(5), 2, 24, 56, List.of()));
        assertEquals(10, passed(strict, "127.1.2.3", 7, 0, 100));
    }

    @Test
    void unknownClientsAndLimitZeroPass() {
        ReplyRates rates = rates(TEN);
        ClientAddress unknown = new ClientAddress();
        for (int i = 0; i < 100; i++) {
            assertEquals(Ruling.PASS, rates.rule(unknown, ANSWER, 7, 0));
        }
        assertEquals(100, passed(ReplyRates.off(), "192.0.2.1", 7, 0, 100));
        assertFalse(ReplyRates.off().limits(client("192.0.2.1")));
        assertFalse(rates.limits(unknown));
    }

    @Test
    void otherLimitsHoldAtOnce() {
        ReplyRates rates = rates(RateLimits.OFF);
        assertEquals(100, passed(rates, "192.0.2.1", 7, 0, 100));
        rates.publish(TEN);
        assertTrue(rates.limits(client("192.0.2.1")));
        assertFalse(rates.limits(client("127.0.0.1")));
        assertEquals(10, passed(rates, "192.0.2.1", 7, 0, 100));
    }

    @Test
    void manyNetworksDoNotLimitEachOther() {
        ReplyRates rates = rates(TEN);
        int limited = 0;
        for (int i = 0; i < 20_000; i++) {
            String client = "10." + (i >> 8) + "." + (i & 0xff) + ".1";
            limited += 5 - passed(rates, client, 7, i * 1000L, 5);
        }
        // The table has room for all but the few that meet by chance in one place.
        assertTrue(limited < 20, "limited: " + limited);
    }

    @Test
    void theClockMayStartAnywhereAndWrapAround() {
        ReplyRates rates = rates(TEN);
        for (long start : new long[] {Long.MIN_VALUE / 2, -SECOND, (1L << 50) - SECOND / 2}) {
            int subject = Long.hashCode(start);
            assertEquals(10, passed(rates, "192.0.2.1", subject, start, 20));
            assertEquals(0, passed(rates, "192.0.2.1", subject, start + SECOND / 2, 20));
            assertEquals(10, passed(rates, "192.0.2.1", subject, start + 10 * SECOND, 20));
        }
    }

    @Test
    void limitsAreTakenUpToTheirBoundsAndNotBeyond() {
        var most = new RateLimits(100_000, Duration.ofHours(1), 10, 32, 128, List.of());
        int passed = passed(rates(most), "192.0.2.1", 7, 0, 200_000);
        assertTrue(passed >= 100_000 && passed < 110_000, "passed: " + passed);
        refused(100_001, Duration.ofHours(1), 10, 32, 128);
        refused(-1, Duration.ofHours(1), 10, 32, 128);
        refused(1, Duration.ofHours(1).plusMillis(1), 10, 32, 128);
        refused(1, Duration.ofMillis(999), 10, 32, 128);
        refused(1, Duration.ofHours(1), 11, 32, 128);
        refused(1, Duration.ofHours(1), 10, 33, 128);
        refused(1, Duration.ofHours(1), 10, 32, 129);
        refused(1, Duration.ofHours(1), 10, 0, 128);
    }

    private static void refused(int rate, Duration window, int slip, int v4, int v6) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RateLimits(rate, window, slip, v4, v6, List.of()));
    }
}

package dev.homeport.dns.secondary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.secondary.RefreshState.Holding;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When zones are checked, tried again and given up, by the SOA's numbers and our bounds. */
class RefreshTimersTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final SoaTimes HOURLY = new SoaTimes(7, 3600, 600, 86_400);

    /** Chance that takes nothing off. */
    private final RefreshTimers timers = timers(0.0);

    private static RefreshTimers timers(double chance) {
        RandomGenerator fixed =
                new RandomGenerator() {
                    @Override
                    public long nextLong() {
                        return 0;
                    }

                    @Override
                    public double nextDouble() {
                        return chance;
                    }
                };
        return new RefreshTimers(TimerLimits.DEFAULT, fixed);
    }

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    @Test
    void aZoneThatIsNotHeldIsAskedForAtOnceAndThenLessAndLessOften() {
        RefreshState state = timers.begun(NOW);
        assertEquals(NOW, state.nextCheck());
        long[] pauses = {5, 10, 20, 40, 80, 160, 320, 640, 900, 900};
        for (long pause : pauses) {
            state = timers.failed(state, NOW);
            assertEquals(at(pause), state.nextCheck());
        }
        assertInstanceOf(Holding.Nothing.class, state.holding());
        for (int i = 0; i < 100; i++) state = timers.failed(state, NOW);
        assertEquals(at(900), state.nextCheck());
    }

    @Test
    void aRefreshedZoneIsCheckedAfterItsRefreshTime() {
        RefreshState state = timers.refreshed(HOURLY, NOW);
        assertEquals(at(3600), state.nextCheck());
        assertEquals(at(86_400), state.expires().orElseThrow());
        assertEquals(at(3600), state.nextEvent());
    }

    @Test
    void afterAFailureTheRetryTimeCounts() {
        RefreshState state = timers.refreshed(HOURLY, NOW);
        state = timers.failed(state, at(3600));
        assertEquals(at(4200), state.nextCheck());
        assertEquals(1, state.failures());
        state = timers.refreshed(HOURLY, at(4200));
        assertEquals(0, state.failures());
        assertEquals(at(4200 + 86_400), state.expires().orElseThrow());
    }

    @Test
    void aZoneThatIsNotConfirmedExpiresToTheSecond() {
        RefreshState state = timers.refreshed(HOURLY, NOW);
        assertInstanceOf(Holding.Serving.class, timers.aged(state, at(86_399)).holding());
        RefreshState expired = timers.aged(state, at(86_400));
        assertInstanceOf(Holding.Expired.class, expired.holding());
        // It is still asked for, and back with the first success.
        assertEquals(at(86_400 + 600), timers.failed(expired, at(86_400)).nextCheck());
        assertInstanceOf(Holding.Serving.class, timers.refreshed(HOURLY, at(90_000)).holding());
    }

    @Test
    void theNextEventIsTheExpiryWhenThatComesFirst() {
        RefreshState state = timers.refreshed(HOURLY, NOW);
        RefreshState late = timers.failed(state, at(86_100));
        assertEquals(at(86_700), late.nextCheck());
        assertEquals(at(86_400), late.nextEvent());
    }

    @Test
    void timeGoesOnWhileWeAreDown() {
        RefreshState fresh = timers.restored(HOURLY, NOW, at(80_000));
        assertEquals(at(80_000), fresh.nextCheck(), "it is asked for at once");
        assertEquals(at(86_400), fresh.expires().orElseThrow());
        RefreshState old = timers.restored(HOURLY, NOW, at(86_400));
        assertInstanceOf(Holding.Expired.class, old.holding());
        assertEquals(at(86_400), old.nextCheck());
    }

    @Test
    void aCopyFromTheFutureCountsFromNow() {
        RefreshState state = timers.restored(HOURLY, at(1_000_000), NOW);
        assertEquals(at(86_400), state.expires().orElseThrow());
    }

    @Test
    void numbersOfTheSoaAreHeldWithinBounds() {
        RefreshState eager = timers.refreshed(new SoaTimes(7, 0, 0, 0), NOW);
        assertEquals(at(30), eager.nextCheck());
        assertEquals(at(40), eager.expires().orElseThrow(), "a refresh and a retry at least");
        assertEquals(at(10), timers.failed(eager, NOW).nextCheck());

        long most = 0xffff_ffffL;
        RefreshState lazy = timers.refreshed(new SoaTimes(7, most, most, most), NOW);
        assertEquals(NOW.plus(Duration.ofDays(28)), lazy.nextCheck());
        assertEquals(NOW.plus(Duration.ofDays(365)), lazy.expires().orElseThrow());
        assertEquals(NOW.plus(Duration.ofDays(14)), timers.failed(lazy, NOW).nextCheck());
    }

    @Test
    void chanceShortensTimesByAQuarterAtMost() {
        RefreshTimers lucky = timers(0.999_999);
        Instant next = lucky.refreshed(HOURLY, NOW).nextCheck();
        assertFalse(next.isBefore(at(2700)), next.toString());
        assertTrue(next.isBefore(at(2701)), next.toString());
    }
}

package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.name;
import static dev.homeport.dns.secondary.Texts.soa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.secondary.Secondaries.Notice;
import dev.homeport.dns.secondary.SecondaryStatus.State;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** The life of secondary zones on a clock that is moved by hand, with primaries that are words. */
class SecondariesTest {
    private static final InetAddress FIRST = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("192.0.2.2");
    private static final Duration SECOND_LONG = Duration.ofSeconds(1);
    private static final int A = 1;

    @TempDir Path folder;

    private final FakeTime time = new FakeTime();
    private final List<String> events = new ArrayList<>();
    private final List<List<Primary>> asked = new ArrayList<>();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private Zones live = Zones.NONE;
    private Fetch answer = new Fetch.Failed("down");
    private boolean broken;
    private Secondaries secondaries;

    private Secondaries secondaries() {
        Workings workings =
                new Workings(
                        (_, primaries, held) -> {
                            asked.add(primaries);
                            if (broken) throw new IllegalStateException("a fault");
                            return answer instanceof Fetch.Fetched f && f.zone() == held
                                    ? new Fetch.Current(primaries.getFirst())
                                    : answer;
                        },
                        new ZoneCopies(folder),
                        new RefreshTimers(TimerLimits.DEFAULT, new Random(1)),
                        time,
                        time,
                        work::add,
                        change -> live = change.apply(live),
                        new Noted(),
                        () -> LoadLimits.DEFAULT);
        return new Secondaries(workings, () -> {});
    }

    private final class Noted implements SecondaryObserver {
        @Override
        public void fetched(DomainName zone, Fetch.Fetched fetched) {
            events.add("fetched " + fetched.zone().serial());
        }

        @Override
        public void confirmed(DomainName zone, Primary primary) {
            events.add("confirmed");
        }

        @Override
        public void failed(DomainName zone, String why) {
            events.add("failed " + why);
        }

        @Override
        public void expired(DomainName zone) {
            events.add("expired");
        }

        @Override
        public void copyFailed(DomainName zone, String why) {
            events.add("copy failed");
        }
    }

    private static SecondaryZone settings(DomainName origin) {
        return new SecondaryZone(
                origin,
                List.of(
                        Primary.at(new InetSocketAddress(FIRST, 53)),
                        Primary.at(new InetSocketAddress(SECOND, 53))));
    }

    private static Fetch fetched(long serial) {
        Zone zone = Texts.zone(soa(serial), "@ NS ns1", "ns1 A 192.0.2.7");
        Primary primary = settings(ORIGIN).primaries().getFirst();
        return new Fetch.Fetched(zone, primary, Fetch.Kind.AXFR, 100, 1, List.of());
    }

    @BeforeEach
    void begin() {
        secondaries = secondaries();
        secondaries.configure(List.of(settings(ORIGIN)));
        live = secondaries.onto(Zones.NONE);
    }

    private void restart() {
        secondaries.close();
        work.clear();
        begin();
    }

    /** Lets time pass and does what became due. */
    private void pass(Duration duration) {
        for (long left = duration.toSeconds(); left > 0; left--) {
            time.pass(SECOND_LONG);
            work();
        }
    }

    private void work() {
        while (!work.isEmpty()) work.remove().run();
    }

    private SecondaryStatus status() {
        return secondaries.status(ORIGIN).orElseThrow();
    }

    @Test
    void aZoneThatNobodyGaveYetIsUnavailable() {
        work();
        assertTrue(live.isUnavailable(ORIGIN, A));
        assertEquals(State.EMPTY, status().state());
        assertEquals("down", status().lastError());
        assertEquals(List.of("failed down"), events);
    }

    @Test
    void itIsServedWhenAPrimaryIsBack() {
        work();
        answer = fetched(7);
        pass(Duration.ofSeconds(5));

        assertEquals(7, live.find(ORIGIN).orElseThrow().serial());
        assertFalse(live.isUnavailable(ORIGIN, A));
        assertEquals(State.SERVED, status().state());
        assertEquals("", status().lastError());
    }

    @Test
    void itIsCheckedAfterEachRefreshTime() {
        answer = fetched(7);
        work();
        pass(Duration.ofSeconds(2690));
        assertEquals(List.of("fetched 7"), events);
        pass(Duration.ofSeconds(920));
        assertEquals(List.of("fetched 7", "confirmed"), events);
        answer = fetched(8);
        pass(Duration.ofHours(1));
        assertTrue(events.contains("fetched 8"), events.toString());
        assertEquals(8, live.find(ORIGIN).orElseThrow().serial());
    }

    @Test
    void itExpiresToTheSecondAndComesBack() {
        answer = fetched(7);
        work();
        answer = new Fetch.Failed("down");
        pass(Duration.ofSeconds(86_399));
        assertFalse(live.isUnavailable(ORIGIN, A));
        pass(Duration.ofSeconds(1));
        assertTrue(live.isUnavailable(ORIGIN, A));
        assertTrue(live.find(ORIGIN).isEmpty());
        assertEquals(State.EXPIRED, status().state());
        assertEquals(1, events.stream().filter("expired"::equals).count());

        answer = new Fetch.Current(settings(ORIGIN).primaries().getFirst());
        pass(Duration.ofMinutes(10));
        assertEquals(7, live.find(ORIGIN).orElseThrow().serial());
        assertEquals(State.SERVED, status().state());
    }

    @Test
    void aNotifyIsFollowedAtOnceAndItsSenderAskedFirst() {
        answer = fetched(7);
        work();
        pass(Duration.ofMinutes(1));
        answer = fetched(8);

        Notice notice = secondaries.notified(ORIGIN, SECOND, OptionalLong.of(8));
        work();

        assertEquals(Notice.TAKEN, notice);
        assertEquals(8, live.find(ORIGIN).orElseThrow().serial());
        assertEquals(SECOND, asked.getLast().getFirst().address().getAddress());
    }

    @Test
    void aNotifyOfWhatWeHaveIsNoReasonToAsk() {
        answer = fetched(7);
        work();
        secondaries.notified(ORIGIN, FIRST, OptionalLong.of(7));
        secondaries.notified(ORIGIN, FIRST, OptionalLong.of(6));
        pass(Duration.ofMinutes(1));
        assertEquals(1, asked.size());
    }

    @Test
    void aFloodOfNotifiesMakesOneCheckASecond() {
        answer = fetched(7);
        work();
        pass(Duration.ofMinutes(1));
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 100; i++) {
                secondaries.notified(ORIGIN, FIRST, OptionalLong.empty());
            }
            pass(SECOND_LONG);
        }
        assertTrue(asked.size() <= 12, asked.size() + " checks");
        assertTrue(asked.size() >= 10, asked.size() + " checks");
    }

    @Test
    void aNotifyDuringACheckMakesAnotherOne() {
        assertEquals(1, work.size());
        secondaries.notified(ORIGIN, FIRST, OptionalLong.empty());
        secondaries.notified(ORIGIN, FIRST, OptionalLong.empty());
        assertEquals(1, work.size(), "one at a time");
        work.remove().run();
        pass(SECOND_LONG);
        assertEquals(2, asked.size());
    }

    @Test
    void aNotifyForAnotherZoneIsNotOurs() {
        assertEquals(
                Notice.NOT_SECONDARY,
                secondaries.notified(name("other."), FIRST, OptionalLong.empty()));
    }

    @Test
    void aRestartServesTheCopyAtOnceAndAsks() {
        answer = fetched(7);
        work();
        answer = new Fetch.Failed("down");
        pass(Duration.ofHours(2));

        restart();

        assertEquals(7, live.find(ORIGIN).orElseThrow().serial());
        assertEquals(1, work.size(), "the refresh is under way");
        // The time to expire went on over the restart.
        pass(Duration.ofHours(22));
        assertTrue(live.isUnavailable(ORIGIN, A));
    }

    @Test
    void aRestartAfterItExpiredServesNothingUntilAsked() {
        answer = fetched(7);
        work();
        secondaries.close();
        time.pass(Duration.ofDays(2));
        answer = new Fetch.Current(settings(ORIGIN).primaries().getFirst());

        restart();
        assertTrue(live.isUnavailable(ORIGIN, A));
        work();
        assertEquals(7, live.find(ORIGIN).orElseThrow().serial());
    }

    @Test
    void aZoneThatIsRemovedNeverComesBack() {
        answer = fetched(7);
        secondaries.configure(List.of());
        live = secondaries.onto(Zones.NONE);
        work();
        assertTrue(live.find(ORIGIN).isEmpty());
        assertFalse(live.isUnavailable(ORIGIN, A));
        assertEquals(0, time.alarms());
        assertFalse(secondaries.refresh(ORIGIN));
    }

    @Test
    void otherPrimariesAreAskedAtOnce() {
        answer = fetched(7);
        work();
        Primary other = Primary.at(new InetSocketAddress(SECOND, 5353));
        secondaries.configure(List.of(new SecondaryZone(ORIGIN, List.of(other))));
        work();
        assertEquals(List.of(other), asked.getLast());
    }

    @Test
    void anErrorOfOurOwnIsAFailureLikeAnother() {
        broken = true;
        work();
        assertTrue(events.getFirst().startsWith("failed an error of our own"), events.toString());
        broken = false;
        answer = fetched(7);
        secondaries.refresh(ORIGIN);
        work();
        assertEquals("fetched 7", events.getLast());
    }
}

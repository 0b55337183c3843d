package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is kept of the changes of a zone (RFC 1995 5), and who sees to that. */
class ZoneHistoryTest {
    private final ZoneHistory history = new ZoneHistory(new ZoneHistory.Limits(3, 10_000));
    private final List<String> log = new ArrayList<>();

    private static Zone version(long serial) {
        return Talk.zone(serial, "v TXT " + serial);
    }

    private void step(long from, long to) {
        history.add(ZoneDelta.between(version(from), version(to)));
    }

    /** The steps as text, or that they are not known. */
    private String since(long serial, long now) {
        return history.since(serial, version(now))
                .map(deltas -> deltas.stream().map(d -> d.from() + ">" + d.to()).toList())
                .map(Object::toString)
                .orElse("unknown");
    }

    @Test
    void stepsLeadFromAnyKeptVersionToTheServedOne() {
        step(1, 2);
        step(2, 5);
        assertEquals("[1>2, 2>5]", since(1, 5));
        assertEquals("[2>5]", since(2, 5));
        assertEquals("[1>2]", since(1, 2), "the zone was taken a moment ago");
        assertEquals("unknown", since(3, 5));
        assertEquals("unknown", since(1, 6));
    }

    @Test
    void onlyTheLastStepsAreKept() {
        for (int serial = 1; serial <= 4; serial++) step(serial, serial + 1);
        assertEquals("unknown", since(1, 5));
        assertEquals("[2>3, 3>4, 4>5]", since(2, 5));
    }

    @Test
    void theirBytesAreBounded() {
        ZoneDelta delta = ZoneDelta.between(version(1), version(2));
        ZoneHistory two = new ZoneHistory(new ZoneHistory.Limits(9, 2 * delta.bytes()));
        two.add(delta);
        two.add(ZoneDelta.between(version(2), version(3)));
        assertEquals(2, two.since(1, version(3)).orElseThrow().size());
        two.add(ZoneDelta.between(version(3), version(4)));
        assertEquals(true, two.since(1, version(4)).isEmpty());
        assertEquals(2, two.since(2, version(4)).orElseThrow().size());
    }

    @Test
    void aStepThatDoesNotFollowIsANewBeginning() {
        step(1, 2);
        step(7, 8);
        assertEquals("unknown", since(1, 8));
        assertEquals("[7>8]", since(7, 8));
        history.forget(version(8).origin());
        assertEquals("unknown", since(7, 8));
    }

    private ZoneWatch watch() {
        TransferLog lines =
                new TransferLog() {
                    @Override
                    public void happened(String line) {}

                    @Override
                    public void failed(String line) {
                        log.add(line);
                    }
                };
        var patience = new ZoneNotices.Patience(Duration.ofMillis(1), 1);
        var notices =
                new ZoneNotices(
                        () -> Talk.KEYS, Talk.CLOCK, new SplittableRandom(1), patience, lines);
        return new ZoneWatch(history, notices, _ -> List.of(), lines);
    }

    private static Zones zones(Zone... zones) {
        return Zones.of(List.of(zones));
    }

    @Test
    void whoeverChangesAZoneItIsKept() {
        watch().changed(zones(version(1)), zones(version(2)));
        assertEquals("[1>2]", since(1, 2));
        Zone same = version(2);
        watch().changed(zones(same), zones(same));
        watch().changed(zones(same), zones(version(2)));
        assertEquals("[1>2]", since(1, 2));
        watch().changed(zones(version(2)), Zones.NONE);
        assertEquals("unknown", since(1, 2));
        assertEquals(List.of(), log);
    }

    /** RFC 1995 5: without a newer serial nobody can tell the versions apart. */
    @Test
    void aChangeWithoutANewerSerialIsToldToTheOperator() {
        step(1, 2);
        watch().changed(zones(version(2)), zones(Talk.zone(2, "v TXT other")));
        assertEquals("unknown", since(1, 2));
        assertEquals(1, log.size());
        assertEquals(
                "event=zone_changed_without_newer_serial zone=example. serial=2 before=2",
                log.getFirst().substring(0, log.getFirst().indexOf(" other servers")));
    }
}

package dev.homeport.dns.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.transfer.ZoneHistory;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What differs between two zones makes of the one the other. */
class DeltaFitsTest {
    private static Zone random(SplittableRandom random, long serial) {
        StringBuilder text = new StringBuilder();
        text.append("$TTL 300\n@ SOA ns1 hostmaster ").append(serial);
        text.append(" 3600 900 604800 300\n@ NS ns1\nns1 A 192.0.2.1\n");
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append('n').append(random.nextInt(8)).append(' ').append(300 + random.nextInt(2));
            text.append(random.nextBoolean() ? " A 192.0.2." : " TXT ").append(random.nextInt(9));
            text.append('\n');
        }
        return ZoneFiles.loadText(Path.of("foobar.com.zone"), text.toString())
                .zones()
                .all()
                .getFirst();
    }

    private static List<String> text(List<Rrset> rrsets) {
        return rrsets.stream()
                .flatMap(r -> r.text().stream())
                .map(Object::toString)
                .sorted()
                .toList();
    }

    @Test
    void theDifferenceLeadsFromOneToTheOther() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            Zone before = random(random, round + 1);
            Zone after = random(random, round + 2);
            ZoneDelta delta = ZoneDelta.between(before, after);
            ZoneDelta read = DeltaCodec.decode(DeltaCodec.encode(delta)).orElseThrow();
            ZoneEdit edit = new ZoneEdit(before);
            assertTrue(edit.apply(read), "seed " + seed + " round " + round);
            assertEquals(text(after.rrsets()), text(edit.rrsets()), "round " + round);
        }
    }

    @Test
    void aHistoryLeadsFromAnyKnownSerialAndIsBounded() {
        var history = new ZoneHistory(new ZoneHistory.Limits(3, 1 << 20));
        SplittableRandom random = new SplittableRandom(1);
        List<Zone> zones = new ArrayList<>();
        for (int serial = 1; serial <= 5; serial++) zones.add(random(random, serial));
        for (int i = 1; i < 5; i++) {
            history.add(ZoneDelta.between(zones.get(i - 1), zones.get(i)));
        }
        Zone last = zones.getLast();
        assertTrue(history.since(1, last).isEmpty(), "one more than is kept");
        assertEquals(3, history.since(2, last).orElseThrow().size());
        assertEquals(1, history.since(4, last).orElseThrow().size());
        assertTrue(history.since(9, last).isEmpty());
        assertEquals(1, history.since(3, zones.get(3)).orElseThrow().size(), "a moment ago");
        history.forget(last.origin());
        assertTrue(history.since(4, last).isEmpty());
    }
}

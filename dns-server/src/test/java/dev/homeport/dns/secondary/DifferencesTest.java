package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.lines;
import static dev.homeport.dns.secondary.Texts.soa;
import static dev.homeport.dns.secondary.Texts.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Incremental transfers are applied to the letter, or not at all. */
class DifferencesTest {
    private static final String SIGNATURE =
            " 8 2 300 20300101000000 20200101000000 12345 example. AAAA";

    private final Zone before =
            zone(
                    soa(7),
                    "@ NS ns1",
                    "ns1 A 192.0.2.1",
                    "www A 192.0.2.2",
                    "www A 192.0.2.3",
                    "www RRSIG A" + SIGNATURE,
                    "alias CNAME Www");

    @Test
    void recordsGoAndCome() throws BadTransfer {
        assertEquals(
                lines(
                        soa(8),
                        "@ NS ns1",
                        "ns1 A 192.0.2.1",
                        "www A 192.0.2.3",
                        "www A 192.0.2.4",
                        "www RRSIG A" + SIGNATURE,
                        "new TXT \"x\"",
                        "alias CNAME Www"),
                after(
                        List.of(soa(7), "www A 192.0.2.2"),
                        List.of(soa(8), "www A 192.0.2.4", "new TXT \"x\"")));
    }

    @Test
    void signaturesGoTheirOwnWay() throws BadTransfer {
        List<String> after = after(List.of(soa(7), "www RRSIG A" + SIGNATURE), List.of(soa(8)));
        assertEquals(6, after.size());
        assertTrue(after.stream().noneMatch(l -> l.contains("RRSIG")), after.toString());
    }

    @Test
    void aSetIsGoneWithItsLastRecord() throws BadTransfer {
        List<String> after = after(List.of(soa(7), "alias CNAME Www"), List.of(soa(8)));
        assertTrue(after.stream().noneMatch(l -> l.contains("CNAME")), after.toString());
    }

    @Test
    void namesInDataAreFoundWhateverTheirCase() throws BadTransfer {
        List<String> after = after(List.of(soa(7), "alias CNAME wWW"), List.of(soa(8)));
        assertTrue(after.stream().noneMatch(l -> l.contains("CNAME")), after.toString());
    }

    @Test
    void aTimeToLiveChangesByRemovingAndAdding() throws BadTransfer {
        List<String> after =
                after(
                        List.of(soa(7), "www A 192.0.2.2", "www A 192.0.2.3"),
                        List.of(soa(8), "www 60 A 192.0.2.2", "www 60 A 192.0.2.3"));
        assertEquals(2, after.stream().filter(l -> l.startsWith("www.example. 60 A")).count());
    }

    @Test
    void whatIsNotThereCannotGo() {
        for (String absent :
                List.of("www A 192.0.2.9", "nowhere A 192.0.2.2", "www TXT \"x\"", soa(6))) {
            BadTransfer refusal =
                    assertThrows(
                            BadTransfer.class,
                            () -> after(List.of(soa(7), absent), List.of(soa(8))));
            assertTrue(refusal.why().contains("not there"), refusal.why());
        }
    }

    @Test
    void whatIsThereCannotCome() {
        for (String present : List.of("www A 192.0.2.2", "www RRSIG A" + SIGNATURE)) {
            BadTransfer refusal =
                    assertThrows(
                            BadTransfer.class,
                            () -> after(List.of(soa(7)), List.of(soa(8), present)));
            assertTrue(refusal.why().contains("is there"), refusal.why());
        }
    }

    /** From any zone to any other in any number of steps, as a set of lines would have it. */
    @Test
    void agreesWithSetsOfLines() throws BadTransfer {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Set<String> lines = randomLines(random);
            Zone held = zone(with(soa(1), lines));
            List<Change> steps = new ArrayList<>();
            int last = 1 + random.nextInt(1, 5);
            for (int serial = 1; serial < last; serial++) {
                Set<String> next = randomLines(random);
                Set<String> gone = new TreeSet<>(lines);
                gone.removeAll(next);
                Set<String> come = new TreeSet<>(next);
                come.removeAll(lines);
                steps.add(step(with(soa(serial), gone), with(soa(serial + 1), come)));
                lines = next;
            }
            assertEquals(
                    lines(with(soa(last), lines)),
                    lines(Differences.apply(held, steps)),
                    "seed " + seed);
        }
    }

    private static Set<String> randomLines(SplittableRandom random) {
        Set<String> lines = new TreeSet<>(Set.of("@ NS ns1"));
        for (int i = random.nextInt(30); i > 0; i--) {
            String owner = "h" + random.nextInt(6);
            lines.add(
                    switch (random.nextInt(4)) {
                        case 0 -> owner + " A 192.0.2." + random.nextInt(5);
                        case 1 -> owner + " MX 10 m" + random.nextInt(3);
                        case 2 -> owner + ".sub TXT \"t" + random.nextInt(3) + "\"";
                        default -> "@ TXT \"apex" + random.nextInt(9) + "\"";
                    });
        }
        return lines;
    }

    private static String[] with(String first, Set<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all.toArray(new String[0]);
    }

    private List<String> after(List<String> gone, List<String> come) throws BadTransfer {
        Change step = step(gone.toArray(new String[0]), come.toArray(new String[0]));
        return lines(Differences.apply(before, List.of(step)));
    }

    private static Change step(String[] gone, String[] come) {
        return new Change(runs(gone).all(), runs(come).all());
    }

    private static Runs runs(String... lines) {
        Runs runs = new Runs();
        for (String text : lines) {
            var record = Texts.record(text);
            DomainName owner = DomainName.of(record.getName());
            if (!owner.isAtOrBelow(ORIGIN)) throw new IllegalArgumentException(text);
            // In the case it was written in, unlike what dnsjava calls canonical.
            byte[] whole = record.toWire(org.xbill.DNS.Section.UPDATE);
            int at = record.getName().length() + 10;
            byte[] rdata = java.util.Arrays.copyOfRange(whole, at, whole.length);
            runs.add(owner, record.getType(), (int) record.getTTL(), rdata);
        }
        return runs;
    }
}

package dev.homeport.dns.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.update.Journal.Content;
import dev.homeport.dns.update.Journals.Restored;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.ZoneRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class JournalTest {
    @TempDir Path folder;

    private static Zone zone(long serial, String... lines) {
        String text =
                "$TTL 300\n@ SOA ns1 hostmaster "
                        + serial
                        + " 3600 900 604800 300\n@ NS ns1\nns1 A 192.0.2.1\n"
                        + String.join("\n", lines)
                        + "\n";
        return ZoneFiles.loadText(Path.of("foobar.com.zone"), text).zones().all().getFirst();
    }

    private static final Zone FIRST = zone(1);
    private static final Zone SECOND = zone(2, "a A 192.0.2.2");
    private static final Zone THIRD = zone(3, "a A 192.0.2.2", "b TXT \"x\"");

    private Path write() throws IOException {
        Journals journals = new Journals(folder, () -> LoadLimits.DEFAULT);
        journals.append(FIRST, ZoneDelta.between(FIRST, SECOND));
        journals.append(SECOND, ZoneDelta.between(SECOND, THIRD));
        return folder.resolve("foobar.com.journal");
    }

    private static List<String> text(Zone zone) {
        return zone.records().map(ZoneRecord::toString).sorted().toList();
    }

    private Zone restored(Zone file) {
        return assertInstanceOf(
                        Restored.Replayed.class,
                        new Journals(folder, () -> LoadLimits.DEFAULT).restore(file))
                .zone();
    }

    @Test
    void updatesComeBackOverTheFile() throws IOException {
        write();
        assertEquals(text(THIRD), text(restored(FIRST)));
    }

    /** A write that the end of the machine cut off was never acknowledged, all before it was. */
    @Test
    void aCutAtAnyByteLosesNothingThatWasWhole() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        var all = assertInstanceOf(Content.Good.class, Journal.decode(whole));
        assertEquals(2, all.deltas().size());
        int head = 8 + 1 + 12 + 32 + 8 + 4;
        int changes = 0;
        for (int cut = head; cut < whole.length; cut++) {
            var good =
                    assertInstanceOf(Content.Good.class, Journal.decode(Arrays.copyOf(whole, cut)));
            assertTrue(good.deltas().size() >= changes, "cut at " + cut);
            changes = good.deltas().size();
            assertTrue(good.goodBytes() <= cut);
        }
        assertEquals(1, changes);
    }

    /** Also when the file system made the file longer and did not fill it. */
    @Test
    void zeroesBehindTheLastChangeAreACut() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        var good =
                assertInstanceOf(
                        Content.Good.class,
                        Journal.decode(Arrays.copyOf(whole, whole.length + 4096)));
        assertEquals(2, good.deltas().size());
        assertEquals(whole.length, good.goodBytes());
    }

    @Test
    void aChangedByteIsNeverServed() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        int lastEntry = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x41;
            switch (Journal.decode(changed)) {
                case Content.Damaged _ -> assertEquals(0, lastEntry, "byte " + at);
                case Content.Good good -> {
                    lastEntry++;
                    assertEquals(1, good.deltas().size(), "byte " + at);
                }
                case Content.Absent _ -> throw new AssertionError();
            }
        }
        assertTrue(lastEntry > 50 && lastEntry < whole.length / 2, "last entry " + lastEntry);
    }

    @Test
    void damageNamesTheFileAndTheRemedyAndLeavesTheFileAlone() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        String problem =
                assertInstanceOf(
                                Restored.Failed.class,
                                new Journals(folder, () -> LoadLimits.DEFAULT).restore(FIRST))
                        .problem();
        assertTrue(problem.startsWith("journal " + file + " is damaged at byte "), problem);
        assertTrue(problem.contains("; restore it from a backup"), problem);
        assertEquals(bytes.length, Files.size(file));
    }

    @Test
    void afterACutTheNextChangeTakesItsPlace() throws IOException {
        Path file = write();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        Journals journals = new Journals(folder, () -> LoadLimits.DEFAULT);
        Zone second = assertInstanceOf(Restored.Replayed.class, journals.restore(FIRST)).zone();
        assertEquals(2, second.serial());
        journals.append(second, ZoneDelta.between(second, THIRD));
        assertEquals(text(THIRD), text(restored(FIRST)));
    }

    @Test
    void aNewerFileWinsAndTheJournalIsKept() throws IOException {
        Path file = write();
        Zone edited = zone(4, "c A 192.0.2.4");
        Journals journals = new Journals(folder, () -> LoadLimits.DEFAULT);
        assertInstanceOf(Restored.Superseded.class, journals.restore(edited));
        Path kept = journals.setAside(edited.origin());
        assertEquals(folder.resolve("foobar.com.journal.until-3"), kept);
        assertTrue(Files.notExists(file));
        assertInstanceOf(Restored.AsInFile.class, journals.restore(edited));
    }

    @Test
    void aFileThatIsADumpOfAVersionContinuesFromThere() throws IOException {
        write();
        assertEquals(text(THIRD), text(restored(SECOND)));
        assertEquals(text(THIRD), text(restored(THIRD)));
    }

    @Test
    void anEditWithoutANewSerialIsRefused() throws IOException {
        write();
        var failed =
                assertInstanceOf(
                        Restored.Failed.class,
                        new Journals(folder, () -> LoadLimits.DEFAULT)
                                .restore(zone(1, "hand A 192.0.2.9")));
        assertTrue(failed.problem().contains("without raising the serial 1"), failed.problem());
    }

    @Test
    void anOlderFileIsRefused() throws IOException {
        write();
        var failed =
                assertInstanceOf(
                        Restored.Failed.class,
                        new Journals(folder, () -> LoadLimits.DEFAULT).restore(zone(0)));
        assertTrue(failed.problem().contains("above 3"), failed.problem());
    }

    @Test
    void manyChangesAreOneWhenCondensed() {
        ZoneDelta both =
                Condensed.of(
                        List.of(
                                ZoneDelta.between(FIRST, SECOND),
                                ZoneDelta.between(SECOND, THIRD),
                                ZoneDelta.between(THIRD, zone(4, "b TXT \"x\""))));
        ZoneEdit edit = new ZoneEdit(FIRST);
        assertTrue(edit.apply(both));
        assertEquals(1, both.added().size());
        assertTrue(both.removed().isEmpty());
    }
}

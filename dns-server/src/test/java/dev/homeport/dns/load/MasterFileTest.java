package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.zone.ZoneRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be written in a master file (RFC 1035 5, RFC 2308 4, RFC 3597 5). */
class MasterFileTest {
    private static final String HEAD = "$TTL 300\n@ SOA ns.test. host 1 2 3 4 5\n@ NS ns.test.\n";

    /** The records after SOA and NS of the zone, sorted. */
    private static List<String> records(String text) {
        return records(ZoneFiles.loadText(Path.of("example.zone"), HEAD + text));
    }

    private static List<String> records(Loaded loaded) {
        assertEquals(List.of(), loaded.problems());
        return loaded.zones()
                .all()
                .getFirst()
                .records()
                .map(ZoneRecord::toString)
                .filter(r -> !r.contains(" SOA ") && !r.contains(" NS "))
                .sorted()
                .toList();
    }

    @Test
    void ownersRepeatAndOriginsChange() {
        assertEquals(
                List.of(
                        "a.example. 300 A 192.0.2.1",
                        "a.example. 300 AAAA 2001:db8:0:0:0:0:0:1",
                        "b.sub.example. 300 A 192.0.2.2",
                        "c.deep.sub.example. 300 A 192.0.2.3"),
                records(
                        """
                        a A 192.0.2.1
                          AAAA 2001:db8::1
                        $ORIGIN sub
                        b A 192.0.2.2
                        $ORIGIN deep
                        c A 192.0.2.3
                        """));
    }

    @Test
    void timeAndClassStandInAnyOrder() {
        assertEquals(
                List.of(
                        "a.example. 60 A 192.0.2.1",
                        "b.example. 5400 A 192.0.2.2",
                        "c.example. 300 A 192.0.2.3"),
                records("a IN 60 A 192.0.2.1\nb 1h30M IN A 192.0.2.2\nc in a 192.0.2.3\n"));
    }

    @Test
    void parenthesesStandAnywhere() {
        assertEquals(
                List.of("a.example. 300 MX 10 mail.example.", "b.example. 60 A 192.0.2.2"),
                records("a ( MX ; comment ) (\n10\n) mail\n( b 60 ) A\t(192.0.2.2)\n"));
    }

    @Test
    void windowsLineEndsAndMissingLastLineEndAreFine() {
        assertEquals(
                List.of("a.example. 300 A 192.0.2.1", "b.example. 300 TXT x"),
                records("a A 192.0.2.1\r\n\r\nb TXT \"x\""));
    }

    @Test
    void bytesAndEscapesAreKept() {
        assertEquals(
                List.of(
                        "a.example. 300 TXT caf\\195\\169",
                        "b.example. 300 TXT \"semi; \\\" quote\"",
                        "c.example. 300 TXT A\\000"),
                records("a TXT \"café\"\nb TXT \"semi; \\\" quote\"\nc TXT \"\\065\\000\"\n"));
    }

    @Test
    void generateCountsAndFormats() {
        assertEquals(
                List.of(
                        "h00a.example. 300 A 192.0.2.10",
                        "h00c.example. 300 A 192.0.2.12",
                        "m1.example. 60 MX 1 \\$.example."),
                records("$GENERATE 10-13/2 h${0,3,x} A 192.0.2.$\n$GENERATE 1-1 m$ 60 MX $ \\$\n"));
    }

    @Test
    void includedFilesKeepTheirOriginToThemselves(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("hosts.inc"), "www A 192.0.2.1\n$ORIGIN elsewhere.test.\n");
        Path zone = folder.resolve("example.zone");
        Files.writeString(zone, HEAD + "$INCLUDE hosts.inc sub\nafter A 192.0.2.2\n");
        assertEquals(
                List.of("after.example. 300 A 192.0.2.2", "www.sub.example. 300 A 192.0.2.1"),
                records(ZoneFiles.loadFile(zone)));
    }

    @Test
    void aProblemInAnIncludedFileNamesThatFile(@TempDir Path folder) throws IOException {
        Path included = folder.resolve("hosts.inc");
        Files.writeString(included, "\nwww A nonsense\n");
        Path zone = folder.resolve("example.zone");
        Files.writeString(zone, HEAD + "$INCLUDE hosts.inc\n$INCLUDE missing.inc\n");
        List<ZoneProblem> problems = ZoneFiles.loadFile(zone).problems();
        assertEquals(List.of(included, zone), problems.stream().map(ZoneProblem::file).toList());
        assertEquals(List.of(2, 5), problems.stream().map(ZoneProblem::line).toList());
    }

    @Test
    void aFileThatIncludesItselfEnds(@TempDir Path folder) throws IOException {
        Path zone = folder.resolve("example.zone");
        Files.writeString(zone, HEAD + "$INCLUDE example.zone\n");
        List<ZoneProblem> problems = ZoneFiles.loadFile(zone).problems();
        assertEquals(1, problems.stream().filter(p -> p.message().contains("too deeply")).count());
    }

    @Test
    void theSoaSaysWhichZoneItIs() {
        Loaded loaded =
                ZoneFiles.loadText(
                        Path.of("db.zone"), "$ORIGIN real.test.\n" + HEAD + "a A 192.0.2.1\n");
        assertEquals(List.of("a.real.test. 300 A 192.0.2.1"), records(loaded));
        assertEquals(1, loaded.zones().all().getFirst().serial());
        assertEquals(3, loaded.zones().all().getFirst().recordCount());
    }

    @Test
    void withoutAnyTimeTheSoaMinimumIsTaken() {
        Loaded loaded =
                ZoneFiles.loadText(
                        Path.of("example.zone"),
                        "@ SOA ns.test. host 1 2 3 4 77\n@ NS ns.test.\na A 192.0.2.1\n");
        assertEquals(List.of("a.example. 77 A 192.0.2.1"), records(loaded));
    }

    @Test
    void timesAtAndPastTheBound() {
        assertEquals(Integer.MAX_VALUE, ttl("2147483647"));
        assertEquals(-1, ttl("2147483648"));
        assertEquals(604_800 + 86_400, ttl("1w1d"));
        for (String bad : List.of("", "h", "1x", "-1", "+1", "1h2", "99999999999999999999w")) {
            assertEquals(-1, ttl(bad), bad);
        }
    }

    private static long ttl(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Ttl.parse(bytes, 0, bytes.length, Ttl.RECORD_MAX);
    }
}

package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every mistake in a zone file is found in one go, with its place and a remedy. */
class ZoneProblemTest {
    private static final String HEAD =
            """
            $TTL 300
            @ SOA ns1 host 1 3600 900 604800 60
            @ NS ns1
            ns1 A 192.0.2.53
            """;

    /** Problems of a good head (lines 1 to 4) and these lines from 5 on. */
    private static List<String> problems(String... lines) {
        return problemsOf(HEAD + String.join("\n", lines) + "\n");
    }

    private static List<String> problemsOf(String text) {
        return ZoneFiles.loadText(Path.of("example.zone"), text).problems().stream()
                .map(ZoneProblem::text)
                .toList();
    }

    @Test
    void threeMistakesAreThreeProblems() {
        assertEquals(
                List.of(
                        "example.zone:5:6: MX needs a preference and a mail server (\"mail\" is no"
                                + " number from 0 to 65535); write e.g. \"10 mail\"",
                        "example.zone:7:7: A needs an IPv4 address"
                                + " (\"192.0.2.300\" is no IPv4 address); write e.g. \"192.0.2.1\"",
                        "example.zone:8:7: \"AA\" is no record type;"
                                + " write a type such as A or MX, or TYPE65280 for a number"),
                problems("@ MX mail", "ok A 192.0.2.1", "bad A 192.0.2.300", "other AA 192.0.2.1"));
    }

    @Test
    void aFlawlessZoneHasNoProblems() {
        assertEquals(List.of(), problems("www CNAME @", "@ MX 10 mail", "mail A 192.0.2.25"));
    }

    @Test
    void readingGoesOnAfterAnOpenParenthesis() {
        assertEquals(
                List.of(
                        "example.zone:5:7: \"(\" is never closed; close it with \")\"",
                        "example.zone:7:5: A needs an IPv4 address"
                                + " (\"x\" is no IPv4 address); write e.g. \"192.0.2.1\""),
                problems("a TXT ( \"one\"", "b A 192.0.2.1", "c A x"));
    }

    @Test
    void readingGoesOnAfterAnOpenQuoteAndAStrayParenthesis() {
        assertEquals(
                List.of(
                        "example.zone:5:7: the quote is not closed on its line; add \"",
                        "example.zone:6:15: \")\" without \"(\"; remove it or open it",
                        "example.zone:7:9: \"1h30\" is no time to live;"
                                + " write seconds up to 2147483647, or units to the end as in 1h30m"),
                problems("a TXT \"never closed", "b A 192.0.2.1 )", "chocho  1h30 A 192.0.2.1"));
    }

    @Test
    void anEntryOverSeveralLinesIsToldByTheLineOfItsMistake() {
        assertEquals(
                List.of(
                        "example.zone:7:5: MX needs a preference and a mail server"
                                + " (something is missing at the end); write e.g. \"10 mail\""),
                problems("a (", "  ; a comment (", "    MX", "  )"));
    }

    @Test
    void soaMustBeThereOnce() {
        assertEquals(
                List.of("example.zone: zone example. has no SOA record; begin it with @ SOA …"),
                problemsOf("$TTL 300\n@ NS ns.test.\n"));
        assertEquals(
                List.of("example.zone:5:3: a second SOA record; keep one"),
                problems("@ SOA ns1 host 2 3600 900 604800 60"));
        assertEquals(
                List.of("example.zone:5:5: a second SOA record; keep the one at the apex"),
                problems("sub SOA ns1 host 2 3600 900 604800 60"));
    }

    @Test
    void nameServersMustBeAtTheApex() {
        assertEquals(
                List.of(
                        "example.zone: zone example. has no NS record at its apex;"
                                + " add e.g. @ NS ns1"),
                problemsOf("$TTL 300\n@ SOA ns1 host 1 3600 900 604800 60\n"));
    }

    @Test
    void anAliasStandsAlone() {
        assertEquals(
                List.of(
                        "example.zone:6:5: A beside a CNAME of www.example.; remove one of the two"),
                problems("www CNAME ns1", "www A 192.0.2.1"));
        assertEquals(
                List.of("example.zone:6:5: two CNAME records of www.example.; keep one"),
                problems("www CNAME ns1", "www CNAME ns1.elsewhere.test."));
        assertEquals(
                List.of(
                        "example.zone:2:3: SOA beside a CNAME of example.; remove one of the two",
                        "example.zone:3:3: NS beside a CNAME of example.; remove one of the two"),
                problems("@ CNAME ns1"));
    }

    @Test
    void nothingLivesBelowADname() {
        assertEquals(
                List.of(
                        "example.zone:6:7: x.old.example. lies below the DNAME of old.example.;"
                                + " remove either"),
                problems("old DNAME new", "x.old A 192.0.2.1"));
        assertEquals(
                List.of("example.zone:6:5: two DNAME records of old.example.; keep one"),
                problems("old DNAME new", "old DNAME newer"));
        assertEquals(
                List.of("example.zone:5:5: DNAME beside NS of old.example.; remove one of the two"),
                problems("old DNAME new", "old NS ns1"));
    }

    @Test
    void wildcardsHoldNeitherServersNorDnames() {
        assertEquals(
                List.of(
                        "example.zone:5:5: NS at a wildcard has no defined meaning;"
                                + " write it for each name",
                        "example.zone:6:5: DNAME at a wildcard has no defined meaning;"
                                + " write it for each name"),
                problems("*.a NS ns1", "*.b DNAME ns1"));
    }

    @Test
    void dataOutsideTheZoneIsRefused() {
        assertEquals(
                List.of(
                        "example.zone:5:17: www.other.test. is outside zone example.;"
                                + " move it to its own zone, or mind the final dot"),
                problems("www.other.test. A 192.0.2.1"));
    }

    @Test
    void otherClassesAreRefused() {
        assertEquals(
                List.of(
                        "example.zone:5:3: class CH is not served;"
                                + " write IN or leave the class out"),
                problems("a CH A 192.0.2.1"));
    }

    @Test
    void questionTypesAreNoData() {
        assertEquals(
                List.of("example.zone:5:3: AXFR cannot stand in a zone; remove the record"),
                problems("a AXFR x"));
        // RFC 6891 6.1: OPT is never part of a zone; RFC 1035 3.3.10: NULL has no text.
        assertEquals(
                List.of("example.zone:5:3: OPT cannot stand in a zone; remove the record"),
                problems("a OPT x"));
        assertEquals(
                List.of("example.zone:5:3: TYPE41 cannot stand in a zone; remove the record"),
                problems("a TYPE41 \\# 0"));
        assertEquals(1, problems("a NULL x").size());
    }

    @Test
    void aTimeToLiveMustBeKnown() {
        assertEquals(
                List.of(
                        "example.zone:1:3: no time to live is known;"
                                + " put $TTL 3600 before the first record"),
                problemsOf("a A 192.0.2.1\n@ 60 SOA ns host 1 2 3 4 5\n@ NS ns.test.\n"));
        assertEquals(
                List.of("example.zone:5:6: \"1h30\" is no time to live; write e.g. 3600 or 1h30m"),
                problems("$TTL 1h30"));
    }

    @Test
    void surprisesAreWarnings() {
        List<String> warnings =
                problems(
                        "a 60 A 192.0.2.1",
                        "a 30 A 192.0.2.2",
                        "sub NS ns.sub",
                        "www CNAME a",
                        "@ MX 10 www",
                        "del NS ns1",
                        "x.del TXT \"hidden\"");
        assertEquals(
                List.of(
                        "example.zone:6:6: warning: TTL 30 differs from 60 of the same set;"
                                + " 30 is used for all; give them one TTL",
                        "example.zone:7:5: warning: server ns.sub.example. has no address here;"
                                + " add its A or AAAA record",
                        "example.zone:9:3: warning: MX points to the alias www.example.;"
                                + " name the host itself",
                        "example.zone:11:7: warning: x.del.example. lies below the delegation of"
                                + " del.example. and is never answered;"
                                + " move it to the delegated zone"),
                warnings);
        assertFalse(
                ZoneFiles.loadText(Path.of("example.zone"), HEAD + "sub NS ns.sub\n").hasErrors());
    }

    @Test
    void badDirectivesAreNamed() {
        assertEquals(
                List.of(
                        "example.zone:5:1: $FOO is not understood here; use $ORIGIN name, $TTL time,"
                                + " $INCLUDE file [origin] or $GENERATE range owner type data",
                        "example.zone:6:11: \"9-1\" is no range of at most 65536 numbers;"
                                + " write e.g. 1-100 or 0-254/2"),
                problems("$FOO bar", "$GENERATE 9-1 a$ A 192.0.2.$"));
    }

    @Test
    void aMistakeInAGenerateTemplateIsOneProblem() {
        assertEquals(
                List.of(
                        "example.zone:5:24: A needs an IPv4 address"
                                + " (\"192.0.2.256\" is no IPv4 address); write e.g. \"192.0.2.1\""),
                problems("$GENERATE 254-400 h$ A 192.0.2.$"));
    }

    @Test
    void unreadableFilesAreProblems(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("no.such");
        assertTrue(ZoneFiles.load(missing).hasErrors());
        assertTrue(ZoneFiles.loadFile(missing).hasErrors());
        Path zone = Files.createDirectory(folder.resolve("dir.zone"));
        assertTrue(ZoneFiles.loadFile(zone).hasErrors());
        assertEquals(1, ZoneFiles.load(folder).problems().size());
    }

    @Test
    void aBadZoneIsLeftOutAndTheOthersServed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.test.zone"), HEAD + "x MX\n");
        Files.writeString(folder.resolve("good.test.zone"), HEAD);
        Files.writeString(folder.resolve("readme.txt"), "no zone");
        Loaded loaded = ZoneFiles.load(folder);
        assertTrue(loaded.hasErrors());
        assertEquals(1, loaded.zones().all().size());
        assertEquals("good.test.", loaded.zones().all().getFirst().origin().toString());
    }

    @Test
    void oneOriginInTwoFilesIsAProblem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.zone"), "$ORIGIN same.test.\n" + HEAD);
        Files.writeString(folder.resolve("b.zone"), "$ORIGIN same.test.\n" + HEAD);
        Loaded loaded = ZoneFiles.load(folder);
        assertEquals(1, loaded.problems().size());
        assertTrue(loaded.problems().getFirst().text().contains("is in another file, too"));
    }

    @Test
    void problemsAreBounded() {
        assertEquals(ProblemList.PROBLEMS_MAX, problems("x\n".repeat(5000)).size());
    }
}

package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.homeport.dns.zone.ZoneRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ALIAS puts the addresses of names we serve in its place when zones are loaded. */
class AliasFlatteningTest {
    private static final String HEAD =
            """
            $TTL 300
            @ SOA ns.test. host 1 3600 900 604800 60
            @ NS ns.test.
            """;

    @TempDir private Path folder = Path.of("");

    private void zone(String origin, String text) throws IOException {
        Files.writeString(folder.resolve(origin + ".zone"), HEAD + text);
    }

    /** What the zone holds beside SOA and NS, sorted. */
    private List<String> records(String origin) {
        Loaded loaded = ZoneFiles.load(folder);
        assertEquals(List.of(), loaded.problems());
        return loaded.zones().all().stream()
                .filter(zone -> zone.origin().toString().equals(origin))
                .flatMap(zone -> zone.records())
                .map(ZoneRecord::toString)
                .filter(r -> !r.contains(" SOA ") && !r.contains(" NS "))
                .sorted()
                .toList();
    }

    private List<String> problems() {
        return ZoneFiles.load(folder).problems().stream()
                .map(problem -> problem.text().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void theApexTakesOverAddressesOfAnotherZone() throws IOException {
        zone("a.test", "@ ALIAS www.b.test.\n@ MX 10 mail.b.test.\n");
        zone(
                "b.test",
                "www A 192.0.2.1\nwww A 192.0.2.2\nwww 60 AAAA 2001:db8::1\nmail A 192.0.2.3\n");
        assertEquals(
                List.of(
                        "a.test. 300 A 192.0.2.1",
                        "a.test. 300 A 192.0.2.2",
                        "a.test. 300 MX 10 mail.b.test.",
                        "a.test. 60 AAAA 2001:db8:0:0:0:0:0:1"),
                records("a.test."));
    }

    @Test
    void cnamesAndOtherAliasesAreFollowedAndTheLeastTimeCounts() throws IOException {
        zone("a.test", "x 200 ALIAS one.b.test.\nself 500 ALIAS x\n");
        zone("b.test", "one 100 CNAME two\ntwo 50 ALIAS three\nthree 400 A 192.0.2.1\n");
        assertEquals(
                List.of("self.a.test. 50 A 192.0.2.1", "x.a.test. 50 A 192.0.2.1"),
                records("a.test."));
        assertEquals(
                List.of(
                        "one.b.test. 100 CNAME two.b.test.",
                        "three.b.test. 400 A 192.0.2.1",
                        "two.b.test. 50 A 192.0.2.1"),
                records("b.test."));
    }

    @Test
    void wildcardsAreTargetsAndOwnersToo() throws IOException {
        zone("a.test", "*.w A 192.0.2.1\n*.x ALIAS any.w\n");
        assertEquals(
                List.of("*.w.a.test. 300 A 192.0.2.1", "*.x.a.test. 300 A 192.0.2.1"),
                records("a.test."));
    }

    @Test
    void addressesWrittenAtTheNameWin() throws IOException {
        zone("a.test", "@ ALIAS b\n@ A 192.0.2.9\nb A 192.0.2.1\nb AAAA 2001:db8::1\n");
        assertEquals(
                List.of(
                        "a.test. 300 A 192.0.2.9",
                        "a.test. 300 AAAA 2001:db8:0:0:0:0:0:1",
                        "b.a.test. 300 A 192.0.2.1",
                        "b.a.test. 300 AAAA 2001:db8:0:0:0:0:0:1"),
                records("a.test."));
    }

    @Test
    void whatLeadsNowhereIsAProblemAtItsPlace() throws IOException {
        zone(
                "a.test",
                """
                a ALIAS www.elsewhere.test.
                b ALIAS none
                c ALIAS text
                text TXT "no address"
                d ALIAS e
                e ALIAS d
                f ALIAS x.cut
                cut NS ns.cut
                ns.cut A 192.0.2.1
                """);
        String circles =
                " leads round in circles or over more than 16 names; name a host that has addresses";
        assertEquals(
                List.of(
                        "a.test.zone:4:3: ALIAS leads to www.elsewhere.test., which is in no zone that"
                                + " is served here; name a host with addresses in a zone that is"
                                + " served here",
                        "a.test.zone:5:3: ALIAS leads to none.a.test., which does not exist;"
                                + " name a host with addresses in a zone that is served here",
                        "a.test.zone:6:3: ALIAS leads to text.a.test., which has no address;"
                                + " add an A or AAAA record there, or name another host",
                        "a.test.zone:8:3: ALIAS of e.a.test." + circles,
                        "a.test.zone:9:3: ALIAS of d.a.test." + circles,
                        "a.test.zone:10:3: ALIAS leads to x.cut.a.test., which is delegated to other"
                                + " servers; name a host with addresses in a zone that is served"
                                + " here"),
                problems());
    }

    @Test
    void chainsAtAndPastTheBound() throws IOException {
        StringBuilder chain = new StringBuilder("@ ALIAS n1\n");
        int last = Flattening.STEPS_MAX;
        for (int i = 1; i < last; i++) chain.append("n" + i + " CNAME n" + (i + 1) + "\n");
        chain.append("n" + last + " A 192.0.2.1\n");
        zone("a.test", chain.toString());
        assertEquals(List.of(), problems());
        zone("a.test", chain.toString().replace("@ ALIAS n1", "@ ALIAS n0\nn0 CNAME n1"));
        assertEquals(1, problems().size());
    }

    @Test
    void anAliasKeepsTheRulesOfAName() throws IOException {
        zone(
                "a.test",
                """
                b A 192.0.2.1
                c CNAME b
                c ALIAS b
                d ALIAS b
                d ALIAS b
                e DNAME b
                x.e ALIAS b
                out.test. ALIAS b
                f ALIAS b c
                """);
        assertEquals(
                List.of(
                        "a.test.zone:6:3: ALIAS beside a CNAME of c.a.test.; remove one of the two",
                        "a.test.zone:8:3: two ALIAS records of d.a.test.; keep one",
                        "a.test.zone:10:5: x.e.a.test. lies below the DNAME of e.a.test.; remove either",
                        "a.test.zone:11:11: out.test. is outside zone a.test.; move it to its own"
                                + " zone, or mind the final dot",
                        "a.test.zone:12:11: ALIAS needs the name of a host that is served here"
                                + " (\"c\" is too much); write e.g. \"www.example.\""),
                problems());
    }

    @Test
    void aBrokenTargetZoneLeavesTheOthersServed() throws IOException {
        zone("a.test", "@ ALIAS www.b.test.\n");
        zone("b.test", "www A nonsense\n");
        zone("c.test", "@ A 192.0.2.1\n");
        Loaded loaded = ZoneFiles.load(folder);
        assertEquals(2, loaded.problems().size());
        assertEquals(1, loaded.zones().all().size());
        assertFalse(loaded.zones().all().getFirst().soa().ttl() == 0);
    }
}

package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.soa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** What a primary serves we serve, mistakes and all, as long as it is a zone. */
class ReceivedZoneTest {
    private static Loaded loaded(String... lines) {
        Runs runs = new Runs();
        for (String text : lines) {
            var record = Texts.record(text);
            runs.add(
                    DomainName.of(record.getName()),
                    record.getType(),
                    (int) record.getTTL(),
                    record.rdataToWireCanonical());
        }
        return ZoneAssembly.assembleReceived(
                ORIGIN, Path.of("AXFR"), runs.all(), LoadLimits.DEFAULT);
    }

    @Test
    void mistakesOfThePrimaryAreWarnings() {
        for (String[] mistaken :
                new String[][] {
                    {soa(7)},
                    {soa(7), "@ NS ns1", "a CNAME b", "a A 192.0.2.1"},
                    {soa(7), "@ NS ns1", "a CNAME b", "a CNAME c"},
                    {soa(7), "@ NS ns1", "d DNAME e", "x.d A 192.0.2.1"},
                    {soa(7), "@ NS ns1", "d DNAME e", "d NS ns1"},
                    {soa(7), "@ NS ns1", "*.w NS ns1"},
                }) {
            Loaded loaded = loaded(mistaken);
            assertFalse(loaded.hasErrors(), loaded.problems().toString());
            assertFalse(loaded.problems().isEmpty());
            assertEquals(7, loaded.zones().all().getFirst().serial());
        }
    }

    /** RFC 9276 3.2: with such proofs nobody is served, and strangers could keep us busy. */
    @Test
    void moreHashingThanIsBorneIsRefusedAndNamed() {
        assertFalse(loaded(soa(7), "@ NS ns1", "@ NSEC3PARAM 1 0 150 -").hasErrors());
        Loaded refused = loaded(soa(7), "a CNAME b", "a CNAME c", "@ NSEC3PARAM 1 0 151 -");
        assertTrue(refused.zones().all().isEmpty());
        assertEquals(
                "NSEC3PARAM asks for 151 extra hashes of each name, and 150 is the most",
                refused.problems().getFirst().message());
    }

    @Test
    void withoutExactlyOneSoaThereIsNoZone() {
        for (String[] broken :
                new String[][] {
                    {"@ NS ns1"},
                    {soa(7), soa(8), "@ NS ns1"},
                    {soa(7), "@ NS ns1", "sub SOA a b 1 2 3 4 5"},
                    {soa(7), "@ NS ns1", "other.test. A 192.0.2.1"},
                }) {
            Loaded loaded = loaded(broken);
            assertTrue(loaded.hasErrors());
            assertTrue(loaded.zones().all().isEmpty());
        }
    }

    /** However records collide, lookups in what came of it end. */
    @Test
    void anyMixOfRecordsCanBeAskedFor() {
        String[] data = {
            "CNAME a", "CNAME b.a", "DNAME a.b", "NS a", "NS ns.b", "A 192.0.2.1", "MX 1 b", "TXT x"
        };
        String[] owners = {"@", "a", "b", "a.b", "b.a", "*", "*.a", "a.*.b", "*.*"};
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String[] lines = new String[1 + random.nextInt(12)];
            lines[0] = soa(7);
            for (int i = 1; i < lines.length; i++) {
                String owner = owners[random.nextInt(owners.length)];
                lines[i] = owner + " " + data[random.nextInt(data.length)];
            }
            Zone zone = loaded(lines).zones().all().getFirst();
            for (String owner : owners) {
                var name = DomainName.of(Texts.record(owner + " A 192.0.2.1").getName());
                for (int type : new int[] {Type.A, Type.ANY, Type.DS, Type.NS, Type.CNAME}) {
                    zone.lookup(name, type);
                }
            }
            assertEquals(7, zone.serial(), "seed " + seed);
        }
    }
}

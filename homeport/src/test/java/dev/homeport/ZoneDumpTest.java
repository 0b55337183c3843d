package dev.homeport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

/** What is dumped is a zone file again. */
class ZoneDumpTest {
    private static final String TEXT =
            """
            $TTL 300
            @ NS ns1
            @ SOA ns1 host 7 3600 900 604800 60
            @ RRSIG SOA 8 1 300 20300101000000 20260101000000 1 @ AAAA
            ns1 60 A 192.0.2.53
            txt TXT "a \\"quoted\\" one;" "\\195\\188" ""
            odd\\.name\\000\\@ MX 10 $mail
            *.wild CNAME ns1
            unknown TYPE65280 \\# 3 abcdef
            svc HTTPS 1 . alpn=h2,h3 port=8443
            _sip._tcp SRV 0 5 5060 ns1
            caa CAA 0 issue "ca.example; x=1"
            """;

    private static Zones load(String file, String text) {
        var loaded = ZoneFiles.loadText(Path.of(file), text);
        assertTrue(!loaded.hasErrors(), loaded.problems().toString());
        return loaded.zones();
    }

    @Test
    void theSameZoneComesOfIt() {
        Zones zones = load("example.zone", TEXT);
        Zone zone = zones.all().getFirst();
        String dump = ZoneDump.find(zones, "EXAMPLE").orElseThrow();
        assertTrue(
                dump.startsWith("example. 300 SOA ns1.example. host.example. 7 3600 900 604800 60"),
                dump);
        assertTrue(dump.contains("\nexample. 300 RRSIG SOA "), dump);
        Zone again = load("example.zone", dump).all().getFirst();
        assertEquals(dump, ZoneDump.text(again));
        assertEquals(zone.recordCount(), again.recordCount());
        zone.rrsets()
                .forEach(
                        rrset ->
                                assertArrayEquals(
                                        rrset.rdatas(),
                                        again.find(rrset.owner(), rrset.type())
                                                .orElseThrow()
                                                .rdatas()));
    }

    @Test
    void theRootIsAZoneToo() {
        Zones zones =
                load(
                        "root.zone",
                        "$ORIGIN .\n$TTL 9\n. SOA a b 1 2 3 4 5\n. NS a\na A 192.0.2.1\n");
        assertTrue(ZoneDump.find(zones, ".").orElseThrow().startsWith(". 9 SOA a. b. 1 2 3 4 5\n"));
    }

    @Test
    void whatIsNotServedIsNotDumped() {
        Zones zones = load("example.zone", TEXT);
        assertEquals(Optional.empty(), ZoneDump.find(zones, "txt.example"));
        assertEquals(Optional.empty(), ZoneDump.find(zones, "a..b"));
    }
}

package dev.homeport.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.homeport.dns.load.ZoneFiles;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a zone tells of itself beside answers. */
class ZoneContentTest {
    private static final Zones ZONES =
            ZoneFiles.loadText(
                            Path.of("example.zone"),
                            """
                            $TTL 300
                            a.b A 192.0.2.1
                            @ SOA ns1 host 1 3600 900 604800 60
                            @ NS ns1
                            ns1 A 192.0.2.53
                            ns1 AAAA 2001:db8::53
                            sub NS ns1.sub
                            ns1.sub A 192.0.2.54
                            a.b RRSIG A 13 3 300 20300101000000 20200101000000 1 @ AAAA
                            """)
                    .zones();
    private static final Zone ZONE = ZONES.all().getFirst();

    private static DomainName name(String text) {
        byte[] wire = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return DomainName.ofWire(wire, 0, wire.length);
    }

    @Test
    void allSetsAreListedTheApexFirst() {
        List<String> shown = ZONE.rrsets().stream().map(Rrset::toString).toList();
        assertEquals(List.of("example. NS x1", "example. SOA x1"), shown.subList(0, 2));
        assertEquals(
                List.of(
                        "a.b.example. A x1",
                        "ns1.example. A x1",
                        "ns1.example. AAAA x1",
                        "ns1.sub.example. A x1",
                        "sub.example. NS x1"),
                shown.subList(2, shown.size()).stream().sorted().toList());
        assertEquals(7, ZONE.recordCount());
    }

    @Test
    void oneNameIsFoundWithoutTheOthersGlueIncluded() {
        assertEquals(2, ZONE.rrsets(name("\3ns1\7example")).size());
        assertEquals(1, ZONE.rrsets(name("\3ns1\3sub\7example")).size());
        assertEquals(List.of(), ZONE.rrsets(name("\1b\7example")));
        assertEquals(List.of(), ZONE.rrsets(name("\1x\7example")));
        Rrset signed = ZONE.find(name("\1a\1b\7example"), RecordType.A).orElseThrow();
        assertEquals(1, signed.signatures().orElseThrow().count());
        assertEquals(true, ZONE.find(name("\1a\1b\7example"), RecordType.AAAA).isEmpty());
        assertEquals(true, ZONE.find(name("\1a\1b\7example"), RecordType.RRSIG).isEmpty());
        assertEquals(true, ZONE.find(name("\1q\7example"), RecordType.A).isEmpty());
    }

    @Test
    void namesInPlaceAreLookedUpWithoutObjects() {
        byte[] message = "..\1x\1a\1b\7example\0..".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(ZONE, ZONES.closest(message, 2, 15));
        assertEquals(1, ZONE.labelsMissing(message, 2));
        assertEquals(0, ZONE.labelsMissing(message, 4));
        byte[] elsewhere = "\1x\4test\0".getBytes(StandardCharsets.ISO_8859_1);
        assertNull(ZONES.closest(elsewhere, 0, elsewhere.length));
    }
}

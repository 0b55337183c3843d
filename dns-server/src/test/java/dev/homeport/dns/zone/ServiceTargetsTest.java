package dev.homeport.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.load.ZoneFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Whatever the data of a service's records is, looking for its targets ends. */
class ServiceTargetsTest {
    private static final Zone ZONE =
            ZoneFiles.loadText(
                            Path.of("example.zone"),
                            """
                            $TTL 300
                            @ SOA ns1 host 1 3600 900 604800 60
                            @ NS ns1
                            ns1 A 192.0.2.53
                            """)
                    .zones()
                    .all()
                    .getFirst();

    private static DomainName name(String text) {
        byte[] wire = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return DomainName.ofWire(wire, 0, wire.length);
    }

    /** What comes along with a record of type HTTPS at the server's name. */
    private static List<String> beside(byte[] data) {
        DomainName owner = name("\3ns1\7example");
        List<Rrset> all = new ArrayList<>(ZONE.rrsets());
        all.add(Rrset.of(owner, RecordType.HTTPS, 300, List.of(data)));
        var assembled = ZoneAssembly.assemble(ZONE.origin(), Path.of("x"), all, LoadLimits.DEFAULT);
        Zone zone = assembled.zones().all().getFirst();
        Rrset found = zone.find(owner, RecordType.HTTPS).orElseThrow();
        return found.additional().stream().map(Rrset::toString).toList();
    }

    @Test
    void aTargetIsFound() {
        byte[] itself = {0, 1, 0};
        assertEquals(List.of("ns1.example. A x1"), beside(itself));
        byte[] named = "\0\1\3NS1\7example\0".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of("ns1.example. A x1"), beside(named));
        // An alias to the owner leads nowhere but to its addresses.
        named[1] = 0;
        assertEquals(List.of("ns1.example. A x1"), beside(named));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0001", "000103", "00010361", "000103616263", "0001c000"})
    void damagedDataHasNone(String hex) {
        assertEquals(List.of(), beside(HexFormat.of().parseHex(hex)));
    }

    @Test
    void namesThatAreTooLongHaveNone() {
        for (int labels : new int[] {127, 128, 200}) {
            String target = "\0\1" + "\1a".repeat(labels) + "\0";
            assertEquals(List.of(), beside(target.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void anyBytesEnd() {
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] data = new byte[random.nextInt(40)];
            for (int i = 0; i < data.length; i++) data[i] = (byte) (random.nextInt(70) - 4);
            List<String> found = beside(data);
            boolean good = found.isEmpty() || found.equals(List.of("ns1.example. A x1"));
            assertTrue(good, () -> HexFormat.of().formatHex(data) + " gives " + found);
        }
    }
}

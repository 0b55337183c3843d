package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.ZoneRecord;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Any text gives a zone or problems, and never an exception. */
class ZoneTextFuzzTest {
    private static final Path FILE = Path.of("no-such-folder", "example.zone");

    @FuzzTest(maxDuration = "60s")
    void anyTextGivesAZoneOrProblems(byte[] bytes) {
        check(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static void check(String text) {
        Loaded loaded = ZoneFiles.loadText(FILE, text);
        assertEquals(loaded.hasErrors(), loaded.zones().all().isEmpty());
        // What was taken can be shown.
        loaded.zones().all().forEach(zone -> assertEquals(zone.recordCount(), shown(zone)));
    }

    private static long shown(Zone zone) {
        return zone.records().map(ZoneRecord::toString).filter(r -> !r.isEmpty()).count();
    }

    @Test
    void mutatedZonesGiveAZoneOrProblems() {
        String good =
                """
                $TTL 1h
                @ SOA ns1 host ( 1 2 3
                  4 5 ) ; comment
                  NS ns1
                ns1 60 IN A 192.0.2.53
                t TXT "quoted \\" text" ( "more" )
                $ORIGIN sub
                x MX 10 mail
                $GENERATE 1-5 h$ A 192.0.2.$
                """;
        String alphabet = "();\"\\$ \n\t@*.0aA-\0\u00ff";
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int k = random.nextInt(5); k >= 0; k--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.setCharAt(at, c);
                } else {
                    text.insert(at, c);
                }
            }
            try {
                check(text.toString());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + i + "\n" + text, e);
            }
        }
    }
}

package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.dns.zone.Rrset;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Any words behind a type give data of that type or a mistake with its place. */
class RecordTextFuzzTest {
    private static final byte[] ORIGIN = "\7example\0".getBytes(StandardCharsets.ISO_8859_1);

    @FuzzTest(maxDuration = "60s")
    void anyWordsGiveDataOrAMistake(byte[] text) {
        check(text);
    }

    private static void check(byte[] text) {
        EntryReader entries = new EntryReader(text);
        Bytes out = new Bytes(0);
        RecordReader reader = new RecordReader(out);
        EntryReader.Step step = entries.next();
        for (; step != EntryReader.Step.END; step = entries.next()) {
            if (step == EntryReader.Step.BROKEN) continue;
            int before = out.length();
            var outcome = reader.read(entries.tokens(), 0, ORIGIN);
            if (outcome == RecordReader.Outcome.BAD) {
                assertEquals(before, out.length());
                assertTrue(reader.bad().token() < entries.tokens().count());
            } else if (reader.type() != TypeWords.ALIAS) {
                var owner = dev.homeport.dns.zone.DomainName.ofWire(ORIGIN, 0, ORIGIN.length);
                Rrset read = Rrset.of(owner, reader.type(), 1, List.of(out.copy(before)));
                // What was read can be shown, and what is shown is one record.
                assertEquals(1, read.text().size());
            }
        }
    }

    @Test
    void mutatedRecords() {
        String good =
                """
                60 IN HTTPS 1 . alpn="h2,h3" mandatory=alpn ipv6hint=::1 key9="\\\\,"
                NSEC3 1 0 10 AB 2VPTU5TIMAMQTTGL4LUU9KG21E0AOR3S A RRSIG TYPE1234
                RRSIG A 13 3 300 20300101000000 1577836800 1 @ AQID
                AMTRELAY 10 1 2 2001:db8::1
                TYPE1 \\# 4 0a000001
                CAA 0 issue "ca.example; a=b"
                LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
                EUI48 00-00-5e-00-53-2a
                SOA a. b 1 1h 2m30s 4 5
                ALIAS www
                """;
        String alphabet = "();\"\\$ \n\t@*.0aA-=,:\0\u00ff";
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int k = random.nextInt(6); k >= 0; k--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) text.setCharAt(at, c);
                else text.deleteCharAt(at);
            }
            try {
                check(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + i + "\n" + text, e);
            }
        }
    }
}

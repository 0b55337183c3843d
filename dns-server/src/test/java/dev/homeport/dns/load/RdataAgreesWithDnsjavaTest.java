package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Our own readers of record data give the very bytes that dnsjava's give. */
class RdataAgreesWithDnsjavaTest {
    private static final int ROUNDS = 400;
    private static final byte[] ORIGIN = wire("Origin.Example.");

    /** For each type how a random record of it is written. */
    private static final Map<Integer, Function<RandomText, String>> TYPES =
            Map.ofEntries(
                    Map.entry(Type.A, RandomText::address4),
                    Map.entry(Type.AAAA, RandomText::address6),
                    Map.entry(Type.NS, RandomText::name),
                    Map.entry(Type.CNAME, RandomText::name),
                    Map.entry(Type.PTR, RandomText::name),
                    Map.entry(Type.DNAME, RandomText::name),
                    Map.entry(Type.MX, r -> r.words(r.number(65536), r.name())),
                    Map.entry(Type.AFSDB, r -> r.words(r.number(65536), r.name())),
                    Map.entry(Type.KX, r -> r.words(r.number(65536), r.name())),
                    Map.entry(Type.RP, r -> r.words(r.name(), r.name())),
                    Map.entry(Type.MINFO, r -> r.words(r.name(), r.name())),
                    Map.entry(Type.TXT, r -> r.strings(1 + r.random.nextInt(4))),
                    Map.entry(Type.SPF, r -> r.strings(1 + r.random.nextInt(4))),
                    Map.entry(Type.HINFO, r -> r.strings(2)),
                    Map.entry(
                            Type.SRV,
                            r ->
                                    r.words(
                                            r.number(65536),
                                            r.number(65536),
                                            r.number(65536),
                                            r.name())),
                    Map.entry(
                            Type.NAPTR,
                            r -> r.words(r.number(65536), r.number(65536), r.strings(3), r.name())),
                    Map.entry(
                            Type.URI, r -> r.words(r.number(65536), r.number(65536), r.strings(1))),
                    Map.entry(
                            Type.CAA,
                            r ->
                                    r.words(
                                            r.number(256),
                                            r.letters().toLowerCase(Locale.ROOT),
                                            r.strings(1))),
                    Map.entry(
                            Type.SOA,
                            r ->
                                    r.words(
                                            r.name(),
                                            r.name(),
                                            r.number(4_294_967_296L),
                                            r.time(),
                                            r.time(),
                                            r.time(),
                                            r.time())),
                    Map.entry(
                            Type.DS, r -> r.words(r.number(65536), r.number(256), "2", r.hex(32))),
                    Map.entry(
                            Type.CDS, r -> r.words(r.number(65536), r.number(256), "2", r.hex(32))),
                    Map.entry(
                            Type.DNSKEY,
                            r ->
                                    r.words(
                                            r.number(65536),
                                            r.number(256),
                                            r.algorithm(),
                                            r.base64())),
                    Map.entry(
                            Type.CDNSKEY,
                            r ->
                                    r.words(
                                            r.number(65536),
                                            r.number(256),
                                            r.algorithm(),
                                            r.base64())),
                    Map.entry(
                            Type.TLSA,
                            r -> r.words(r.number(256), r.number(256), r.number(256), r.hexes())),
                    Map.entry(
                            Type.SMIMEA,
                            r -> r.words(r.number(256), r.number(256), r.number(256), r.hexes())),
                    Map.entry(Type.SSHFP, r -> r.words(r.number(256), "9", r.hexes())),
                    Map.entry(Type.OPENPGPKEY, RandomText::base64),
                    Map.entry(Type.DHCID, RandomText::base64),
                    Map.entry(
                            Type.RRSIG,
                            r ->
                                    r.words(
                                            r.type(),
                                            r.algorithm(),
                                            r.number(128),
                                            r.number(2_147_483_648L),
                                            r.instant(),
                                            r.instant(),
                                            r.number(65536),
                                            r.name(),
                                            r.base64())),
                    Map.entry(Type.NSEC, r -> r.words(r.name(), r.types())),
                    Map.entry(
                            Type.NSEC3,
                            r ->
                                    r.words(
                                            "1",
                                            r.number(256),
                                            r.number(65536),
                                            r.salt(),
                                            r.hash(),
                                            r.types())),
                    Map.entry(
                            Type.NSEC3PARAM,
                            r -> r.words("1", r.number(256), r.number(65536), r.salt())),
                    Map.entry(Type.SVCB, RandomText::service),
                    Map.entry(Type.HTTPS, RandomText::service));

    /** Makes words as an operator might. */
    private static final class RandomText {
        private final SplittableRandom random;

        RandomText(SplittableRandom random) {
            this.random = random;
        }

        private String words(String... words) {
            return String.join(random.nextInt(5) == 0 ? "\t " : " ", words);
        }

        private String number(long bound) {
            return Long.toString(random.nextInt(4) == 0 ? bound - 1 : random.nextLong(bound));
        }

        private String address4() {
            return String.join(".", number(256), number(256), number(256), number(256));
        }

        private String address6() {
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < 8; i++) groups.add(Integer.toHexString(random.nextInt(65536)));
            if (random.nextInt(3) == 0) {
                groups = new ArrayList<>(groups.subList(0, 6));
                groups.add(address4());
            }
            if (random.nextInt(3) == 0) {
                int from = random.nextInt(groups.size() - 2);
                int to = from + 2 + random.nextInt(groups.size() - 2 - from);
                return String.join(":", groups.subList(0, from))
                        + "::"
                        + String.join(":", groups.subList(to, groups.size()));
            }
            String text = String.join(":", groups);
            return random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
        }

        private String name() {
            if (random.nextInt(12) == 0) return random.nextBoolean() ? "@" : ".";
            StringBuilder name = new StringBuilder(label());
            for (int i = random.nextInt(4); i > 0; i--) name.append('.').append(label());
            return random.nextBoolean() ? name.toString() : name + ".";
        }

        private String label() {
            StringBuilder label = new StringBuilder();
            int length = random.nextInt(10) == 0 ? 63 : 1 + random.nextInt(8);
            for (int i = 0; i < length; i++) {
                switch (random.nextInt(20)) {
                    case 0 -> label.append(String.format("\\%03d", random.nextInt(256)));
                    case 1 -> label.append("\\.");
                    case 2 -> label.append("\\\\");
                    case 3 -> label.append("_*-/+".charAt(random.nextInt(5)));
                    default -> label.append(letter());
                }
            }
            return label.toString();
        }

        private char letter() {
            return "abcdefghijklmnopqrstuvwxyzABCDEFXYZ0123456789".charAt(random.nextInt(45));
        }

        private String letters() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) text.append(letter());
            return text.toString();
        }

        private String strings(int count) {
            List<String> strings = new ArrayList<>();
            for (int i = 0; i < count; i++) strings.add(string());
            return String.join(" ", strings);
        }

        private String string() {
            if (random.nextInt(4) == 0) return letters();
            StringBuilder text = new StringBuilder("\"");
            int length = random.nextInt(12) == 0 ? 255 : random.nextInt(20);
            for (int i = 0; i < length; i++) {
                switch (random.nextInt(16)) {
                    case 0 -> text.append(String.format("\\%03d", random.nextInt(256)));
                    case 1 -> text.append("\\\"");
                    case 2 -> text.append(" ;()@".charAt(random.nextInt(5)));
                    default -> text.append(letter());
                }
            }
            return text.append('"').toString();
        }

        private String time() {
            if (random.nextBoolean()) return number(2_147_483_648L);
            return random.nextInt(9) + "w" + random.nextInt(9) + "D" + random.nextInt(99) + "m";
        }

        private String algorithm() {
            String[] known = {"8", "13", "15", "RSASHA256", "ECDSAP256SHA256", "ED25519"};
            return known[random.nextInt(known.length)];
        }

        private String hex(int bytes) {
            byte[] data = new byte[bytes];
            random.nextBytes(data);
            String text = HexFormat.of().formatHex(data);
            return random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
        }

        private String hexes() {
            return words(hex(1 + random.nextInt(20)), hex(1 + random.nextInt(20)));
        }

        private String base64() {
            byte[] data = new byte[1 + random.nextInt(80)];
            random.nextBytes(data);
            String text = java.util.Base64.getEncoder().encodeToString(data);
            int cut = random.nextInt(text.length());
            return cut == 0 ? text : text.substring(0, cut) + " " + text.substring(cut);
        }

        private String type() {
            String[] known = {"A", "aaaa", "MX", "TYPE1234", "CAA", "NSEC3PARAM", "TYPE1", "URI"};
            return known[random.nextInt(known.length)];
        }

        private String types() {
            String[] types = new String[1 + random.nextInt(6)];
            Arrays.setAll(types, _ -> type());
            return words(types);
        }

        private String instant() {
            return String.format(
                    "20%02d%02d%02d%02d%02d%02d",
                    random.nextInt(100),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(24),
                    random.nextInt(60),
                    random.nextInt(60));
        }

        private String salt() {
            return random.nextInt(4) == 0 ? "-" : hex(1 + random.nextInt(16));
        }

        private String hash() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 32; i++) {
                text.append(Integer.toString(random.nextInt(32), 32));
            }
            return text.toString();
        }

        private String service() {
            List<String> words = new ArrayList<>(List.of(number(65535), name()));
            if (random.nextBoolean()) words.add("alpn=\"h2,h3\"");
            else if (random.nextBoolean()) words.add("alpn=http/1.1");
            if (random.nextBoolean()) words.add("port=" + number(65536));
            if (random.nextBoolean()) words.add("ipv6hint=2001:db8::1,2001:db8::2");
            if (random.nextBoolean()) words.add("ipv4hint=\"" + address4() + "\"");
            if (random.nextBoolean()) words.add("key667=\"he\\108lo\"");
            return String.join(" ", words);
        }
    }

    private static byte[] wire(String name) {
        return Name.fromConstantString(name).toWire();
    }

    @Test
    void onRandomRecords() throws IOException {
        for (var entry : TYPES.entrySet()) {
            assertNotNull(Grammar.of(entry.getKey()), () -> Type.string(entry.getKey()));
            for (long seed = 1; seed <= ROUNDS; seed++) {
                String text = entry.getValue().apply(new RandomText(new SplittableRandom(seed)));
                compare(entry.getKey(), text, "seed " + seed);
            }
        }
    }

    private static void compare(int type, String text, String seed) throws IOException {
        String line = Type.string(type) + " " + text;
        byte[] expected = byDnsjava(type, text, seed + ": " + line);
        Bytes out = new Bytes(0);
        EntryReader entries = new EntryReader(line.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(EntryReader.Step.ENTRY, entries.next(), () -> seed + ": " + line);
        RecordReader reader = new RecordReader(out);
        var outcome = reader.read(entries.tokens(), 0, ORIGIN);
        assertEquals(RecordReader.Outcome.GOOD, outcome, () -> seed + ": " + line + reader.bad());
        assertArrayEquals(expected, out.copy(0), () -> seed + ": " + line);
    }

    private static byte[] byDnsjava(int type, String text, String context) throws IOException {
        try {
            Name origin = new Name(ORIGIN);
            byte[] whole =
                    Record.fromString(Name.root, type, DClass.IN, 0, text, origin)
                            .toWire(Section.ANSWER);
            return Arrays.copyOfRange(whole, 11, whole.length);
        } catch (IOException | RuntimeException e) {
            throw new IOException(context, e);
        }
    }
}

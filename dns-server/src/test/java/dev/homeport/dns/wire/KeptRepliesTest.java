package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.wire.Extensions.CookieDemand;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** A reply that was kept is, byte for byte, the one that would have been made anew. */
class KeptRepliesTest {
    private static final int ROUNDS = 250;
    private static final int QUERIES = 400;
    private static final String[] LABELS = {"a", "b", "c", "www", "hostmaster", "ns", "x0", "*"};
    private static final int[] TYPES = {
        Type.A,
        Type.AAAA,
        Type.TXT,
        Type.MX,
        Type.CNAME,
        Type.NS,
        Type.DS,
        Type.SOA,
        Type.DNAME,
        Type.ANY,
        Type.NSEC,
        Type.RRSIG,
        Type.AXFR,
        Type.IXFR,
        Type.OPT,
        Type.CAA,
        0,
        65535
    };

    @Test
    void overRandomZonesAndQueries() throws IOException {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Zones zones = zones(random);
            compare("seed " + seed, random, zones, List.of("z.", "z.", "b.z.", "q.", "."), 1 << 10);
        }
    }

    @Test
    void besideZonesThatAreUnavailable() throws IOException {
        for (long seed = 1; seed <= ROUNDS / 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Zones zones = zones(random);
            for (String origin : List.of("a.z.", "b.z.", "q.")) {
                DomainName name = DomainName.of(Name.fromConstantString(origin));
                if (random.nextBoolean()) zones = zones.withUnavailable(name);
            }
            compare("seed " + seed, random, zones, List.of("z.", "a.z.", "b.z.", "q."), 1 << 10);
        }
    }

    @Test
    void overPresignedZones() throws IOException {
        List<Zone> signed = new ArrayList<>();
        List<String> origins = new ArrayList<>();
        for (String kind : List.of("nsec.test.", "nsec3.test.", "optout.test.")) {
            for (String below : List.of("", "secure.", "below.secure.")) {
                Path file = Path.of("src/test/resources/signed", below + kind + "zone");
                signed.addAll(ZoneFiles.loadFile(file).zones().all());
                origins.add(below + kind);
            }
        }
        for (long seed = 1; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            compare("signed, seed " + seed, random, Zones.of(signed), origins, 1 << 10);
        }
    }

    @Test
    void alsoWhenTheTableIsTooSmallForAll() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            compare("small, seed " + seed, random, zones(random), List.of("z.", "b.z."), 7);
        }
    }

    @Test
    void neverGivesOneWhatWasLeftOutForAnother() throws IOException {
        StringBuilder text = new StringBuilder("$TTL 1\n@ SOA ns h 1 2 3 4 5\n NS ns\n");
        for (int i = 0; i < 20; i++) text.append("many MX 1 h").append(i).append('\n');
        for (int i = 0; i < 20; i++) text.append("h").append(i).append(" A 192.0.2.1\n");
        Zones zones = ZoneFiles.loadText(Path.of("z.zone"), text + "ns A 192.0.2.2\n").zones();
        Responder responder = responder(zones);
        Exchange keeping = Exchange.keeping();
        for (int bytesMax : new int[] {512, 600, 1232, 700, 512, 1232, 0}) {
            Record asked = Record.newRecord(Name.fromString("many.z."), Type.MX, DClass.IN);
            Message query = Message.newQuery(asked);
            if (bytesMax > 0) {
                query.addRecord(new OPTRecord(bytesMax, 0, 0, 0), Section.ADDITIONAL);
            }
            byte[] bytes = query.toWire();
            Exchange anew = new Exchange();
            responder.respond(anew, bytes, 0, bytes.length, Transport.UDP);
            responder.respond(keeping, bytes, 0, bytes.length, Transport.UDP);
            assertArrayEquals(reply(anew), reply(keeping), () -> "for " + bytesMax + " bytes");
        }
    }

    @Test
    void aCookieIsTheAskersOwnAndNoReasonToAnswerAnew() throws IOException {
        Responder responder = responder(StrangeBytesTest.ZONES);
        SplittableRandom random = new SplittableRandom(1);
        for (String name : List.of("example.", "none.example.", "elsewhere.")) {
            KeptReplies kept = new KeptReplies();
            Exchange keeping = fromHere(new Exchange(kept));
            for (int round = 0; round < 9; round++) {
                Record asked = Record.newRecord(Name.fromString(name), Type.SOA, DClass.IN);
                Message query = Message.newQuery(asked);
                var cookie = new GenericEDNSOption(Edns.COOKIE, AskersOptions.cookie(random, 0));
                List<EDNSOption> options = round % 3 == 0 ? List.of() : List.of(cookie);
                query.addRecord(new OPTRecord(1232, 0, 0, 0, options), Section.ADDITIONAL);
                byte[] bytes = query.toWire();
                Exchange anew = fromHere(new Exchange());
                responder.respond(anew, bytes, 0, bytes.length, Transport.UDP);
                responder.respond(keeping, bytes, 0, bytes.length, Transport.UDP);
                assertArrayEquals(reply(anew), reply(keeping));
            }
            assertEquals(8, kept.hits(), name);
        }
    }

    @Test
    void startsOverWithEverySnapshot() throws IOException {
        String head = "$TTL 1\n@ SOA ns h 1 2 3 4 5\n NS ns\nns A 192.0.2.2\n";
        Path file = Path.of("z.zone");
        Zones before = ZoneFiles.loadText(file, head + "www A 192.0.2.1\n").zones();
        Zones after = ZoneFiles.loadText(file, head + "new A 192.0.2.1\n").zones();
        AtomicReference<Zones> live = new AtomicReference<>(before);
        var options = new ResponderOptions(1232, 16, ServerIdentity.HIDDEN);
        Responder responder = new Responder(live::get, options, failure -> {});
        Exchange keeping = Exchange.keeping();
        for (int round = 0; round < 6; round++) {
            boolean first = round % 2 == 0;
            live.set(first ? before : after);
            for (int again = 0; again < 3; again++) {
                assertEquals(first ? 0 : 3, rcode(responder, keeping, "www.z."));
                assertEquals(first ? 3 : 0, rcode(responder, keeping, "new.z."));
                assertEquals(5, rcode(responder, keeping, "www.y."));
            }
        }
    }

    @Test
    void overBytesThatAreNearlyQueries() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Responder responder = responder(StrangeBytesTest.ZONES);
        Exchange keeping = Exchange.keeping();
        for (int i = 0; i < 50_000; i++) {
            byte[] query = query(random, "example.");
            for (int k = random.nextInt(3); k > 0; k--) {
                query[random.nextInt(query.length)] = (byte) random.nextInt();
            }
            int cut = random.nextInt(10) == 0 ? random.nextInt(query.length + 1) : query.length;
            byte[] bytes = Arrays.copyOf(query, cut);
            Exchange anew = new Exchange();
            Verdict expected = responder.respond(anew, bytes, 0, cut, Transport.UDP);
            assertEquals(expected, responder.respond(keeping, bytes, 0, cut, Transport.UDP));
            if (expected != Verdict.REPLIED) continue;
            assertArrayEquals(reply(anew), reply(keeping), () -> HexFormat.of().formatHex(bytes));
        }
    }

    private static int rcode(Responder responder, Exchange exchange, String name)
            throws IOException {
        Record asked = Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
        byte[] query = Message.newQuery(asked).toWire();
        responder.respond(exchange, query, 0, query.length, Transport.UDP);
        return exchange.rcode();
    }

    private static void compare(
            String what, SplittableRandom random, Zones zones, List<String> origins, int entriesMax)
            throws IOException {
        Responder responder =
                responder(
                        zones,
                        random.nextInt(4) == 0 ? CookieDemand.OF_WHO_SENDS_ONE : CookieDemand.NONE);
        KeptReplies kept = new KeptReplies(entriesMax, 1 << 20);
        Exchange keeping = fromHere(new Exchange(kept));
        List<byte[]> asked = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            boolean again = !asked.isEmpty() && random.nextInt(3) == 0;
            byte[] query =
                    again
                            ? recased(asked.get(random.nextInt(asked.size())), random)
                            : query(random, origins.get(random.nextInt(origins.size())));
            if (!again) asked.add(query);
            Transport transport = random.nextInt(4) == 0 ? Transport.TCP : Transport.UDP;
            Exchange anew = fromHere(new Exchange());
            Verdict expected = responder.respond(anew, query, 0, query.length, transport);
            long before = kept.hits();
            Verdict verdict = responder.respond(keeping, query, 0, query.length, transport);
            hits += (int) (kept.hits() - before);
            assertEquals(expected, verdict);
            assertArrayEquals(reply(anew), reply(keeping), () -> what + "\n" + text(query));
            assertEquals(anew.type(), keeping.type());
            assertEquals(anew.rcode(), keeping.rcode());
            assertEquals(anew.standing(), keeping.standing());
            assertEquals(anew.account(), keeping.account(), () -> what + "\n" + text(query));
            assertTrue(kept.size() <= entriesMax, what);
        }
        assertTrue(hits > 4, what + ": only " + hits + " replies were kept ones");
    }

    private static byte[] reply(Exchange exchange) {
        return Arrays.copyOf(exchange.reply(), exchange.replyLength());
    }

    private static String text(byte[] query) {
        try {
            return new Message(query).toString();
        } catch (IOException e) {
            return Arrays.toString(query);
        }
    }

    private static Responder responder(Zones zones) {
        return responder(zones, CookieDemand.NONE);
    }

    private static Responder responder(Zones zones, CookieDemand demand) {
        return new Responder(
                () -> zones,
                new ResponderOptions(
                        1232,
                        16,
                        new ServerIdentity("", "ns"),
                        Duration.ofSeconds(1),
                        new Extensions(ReplyRates.off(), AskersOptions.COOKIES, demand)),
                failure -> {
                    throw failure;
                });
    }

    private static Exchange fromHere(Exchange exchange) {
        exchange.client().setV4(AskersOptions.CLIENT);
        return exchange;
    }

    private static byte[] query(SplittableRandom random, String origin) throws IOException {
        Name name = Name.fromString(name(random, origin));
        int type = TYPES[random.nextInt(random.nextInt(3) == 0 ? TYPES.length : 4)];
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setID(random.nextInt(65_536));
        if (random.nextInt(2) == 0) query.getHeader().unsetFlag(Flags.RD);
        if (random.nextInt(9) == 0) query.getHeader().setFlag(Flags.CD);
        int bytesMax = new int[] {100, 512, 700, 1232, 4096}[random.nextInt(5)];
        switch (random.nextInt(4)) {
            case 0 -> query.addRecord(new OPTRecord(bytesMax, 0, 0, 0), Section.ADDITIONAL);
            case 1 ->
                    query.addRecord(
                            new OPTRecord(bytesMax, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
            case 2 ->
                    query.addRecord(
                            new OPTRecord(bytesMax, 0, 0, 0, AskersOptions.random(random)),
                            Section.ADDITIONAL);
            default -> {}
        }
        return recased(query.toWire(), random);
    }

    private static String name(SplittableRandom random, String origin) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean odd = random.nextInt(9) == 0;
            name.append(odd ? "y".repeat(random.nextInt(1, 50)) : label(random)).append('.');
        }
        return origin.equals(".") && !name.isEmpty() ? name.toString() : name + origin;
    }

    private static String label(SplittableRandom random) {
        return LABELS[random.nextInt(LABELS.length)];
    }

    /** The same question by another asker: other case, other id. */
    private static byte[] recased(byte[] query, SplittableRandom random) {
        byte[] other = query.clone();
        other[0] = (byte) random.nextInt();
        for (int i = 12; other[i] != 0; i += other[i] + 1) {
            for (int j = i + 1; j <= i + other[i]; j++) {
                if (Character.isLetter(other[j]) && random.nextInt(3) == 0) other[j] ^= 0x20;
            }
        }
        return other;
    }

    private static Zones zones(SplittableRandom random) {
        List<Zone> zones = new ArrayList<>(zone(random, "z."));
        if (random.nextInt(2) == 0) zones.addAll(zone(random, "b.z."));
        if (random.nextInt(4) == 0) zones.addAll(zone(random, "a.b.z."));
        if (random.nextInt(9) == 0) zones.addAll(zone(random, "."));
        return Zones.of(zones);
    }

    private static List<Zone> zone(SplittableRandom random, String origin) {
        StringBuilder text = new StringBuilder("$TTL 300\n$ORIGIN " + origin + "\n");
        String[] hosts = {"NS", "hostmaster", "Host.Master", "x0.a", "ns.elsewhere.", "ns.z."};
        text.append("@ SOA ").append(hosts[random.nextInt(hosts.length)]).append(' ');
        text.append(hosts[random.nextInt(hosts.length)]).append(" 1 2 3 400 60\n@ NS ns.z.\n");
        List<String> owners = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            String owner = name(random, origin);
            boolean inside = !owner.equals(origin) && owner.endsWith("." + origin);
            boolean free = owners.stream().noneMatch(o -> o.endsWith(owner) || owner.endsWith(o));
            if (!free || !(inside || origin.equals(".")) || owner.contains("yyyyyyyy")) continue;
            owners.add(owner);
            for (String data : records(random, owner, origin)) {
                text.append(owner).append(' ').append(data).append('\n');
            }
        }
        Loaded loaded = ZoneFiles.loadText(Path.of("test.zone"), text.toString());
        return loaded.hasErrors() ? List.of() : loaded.zones().all();
    }

    private static List<String> records(SplittableRandom random, String owner, String origin) {
        String target = name(random, origin);
        return switch (random.nextInt(owner.startsWith("*.") ? 5 : 8)) {
            case 0, 1 -> List.of("A 192.0.2.1", "A 192.0.2.2", "MX 1 " + target);
            case 2 -> List.of("CNAME " + target);
            case 3 ->
                    List.of("TXT " + ("\"" + "t".repeat(random.nextInt(1, 250)) + "\" ").repeat(4));
            case 4 -> List.of("TXT short", "CAA 0 issue \"ca\"");
            case 5, 6 -> List.of("NS in." + owner, "NS " + target, "DS 1 13 2 " + "AB".repeat(32));
            default -> List.of("DNAME " + target);
        };
    }
}

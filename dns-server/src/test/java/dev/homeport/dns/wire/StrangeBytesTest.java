package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.wire.Extensions.CookieDemand;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Random and mutated messages get a reply that can be read, or silence for a named reason. */
class StrangeBytesTest {
    private static final String ZONE =
            """
            $TTL 300
            @ SOA ns1 host 1 2 3 4 5
            @ NS ns1
            @ MX 10 mail
            ns1 A 192.0.2.53
            mail AAAA 2001:db8::1
            www CNAME @
            old DNAME new
            * TXT "wild"
            sub NS ns.sub
            ns.sub A 192.0.2.77
            """;
    static final Zones ZONES = ZoneFiles.loadText(Path.of("example.zone"), ZONE).zones();
    static final ResponderOptions OPTIONS =
            new ResponderOptions(
                    1232,
                    16,
                    new ServerIdentity("v", "i"),
                    Duration.ofSeconds(10),
                    new Extensions(
                            ReplyRates.off(),
                            new ServerCookies(
                                    InstantSource.system(), List.of(new CookieSecret(1, 2))),
                            CookieDemand.NONE));
    private static final int ROUNDS = 200_000;

    private final Responder responder =
            new Responder(
                    () -> ZONES,
                    OPTIONS,
                    failure -> {
                        throw failure;
                    });
    private final Exchange exchange = new Exchange();

    /** What must hold for the reply to any bytes at all. */
    static void check(Responder responder, Exchange exchange, byte[] bytes) {
        for (Transport transport : Transport.values()) {
            exchange.client().setV4(0x7f000001);
            Verdict verdict = responder.respond(exchange, bytes, 0, bytes.length, transport);
            boolean silent = bytes.length < 12 || bytes[2] < 0;
            assertEquals(silent, verdict != Verdict.REPLIED);
            if (silent) continue;
            byte[] reply = Arrays.copyOf(exchange.reply(), exchange.replyLength());
            assertTrue(transport != Transport.UDP || reply.length <= 1232);
            assertEquals(bytes[0], reply[0]);
            assertEquals(bytes[1], reply[1]);
            try {
                // Reading and writing it again shows that counts and pointers are right.
                Message read = new Message(reply);
                assertEquals(reply.length, read.numBytes());
            } catch (IOException e) {
                throw new AssertionError("no message: " + HexFormat.of().formatHex(reply), e);
            }
        }
    }

    private void check(byte[] bytes, long seed) {
        try {
            check(responder, exchange, bytes);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + " bytes " + HexFormat.of().formatHex(bytes), e);
        }
    }

    @Test
    void mutatedQueries() throws IOException {
        long seed = 20_261_123;
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> queries = queries();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = queries.get(random.nextInt(queries.size())).clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 8) : bytes.length;
            check(Arrays.copyOf(bytes, length), seed);
        }
    }

    @Test
    void randomBytes() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS / 4; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 12 && random.nextBoolean()) {
                bytes[2] = 1;
                Arrays.fill(bytes, 4, 12, (byte) 0);
                bytes[5] = 1;
            }
            check(bytes, seed);
        }
    }

    private static List<byte[]> queries() throws IOException {
        return List.of(
                query("ns1.example.", Type.A),
                query("example.", Type.MX),
                query("www.example.", Type.ANY),
                query("a.b.old.example.", Type.A),
                query("x.y.example.", Type.TXT),
                query("x.sub.example.", Type.A),
                query("nowhere.test.", Type.A),
                query("ns1.example.", Type.A, "0003 0000 000a 0008 2464c4abcf10c957"),
                query("ns1.example.", Type.A, "000b 0000 000c 0003 000000 fde9 0001 00"),
                query(
                        "x.test.",
                        Type.A,
                        "000a 0018 2464c4abcf10c957010000005cf79f110000000000000000"));
    }

    private static byte[] query(String name, int type, String options) throws IOException {
        byte[] data = HexFormat.of().parseHex(options.replace(" ", ""));
        byte[] plain = query(name, type);
        byte[] whole = Arrays.copyOf(plain, plain.length + data.length);
        System.arraycopy(data, 0, whole, plain.length, data.length);
        whole[plain.length - 1] = (byte) data.length;
        return whole;
    }

    private static byte[] query(String name, int type) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
        query.addRecord(new OPTRecord(1232, 0, 0, 0x8000), Section.ADDITIONAL);
        return query.toWire();
    }
}

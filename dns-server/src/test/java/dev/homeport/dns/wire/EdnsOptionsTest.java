package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.wire.Extensions.CookieDemand;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Options in a query and the options that come back: {@code code=data}, all in hexadecimal. */
class EdnsOptionsTest {
    private static final String ZONE =
            "$TTL 300\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.53\n"
                    + "big TXT ( \"%s\" )\nbigger TXT ( \"%s\" \"%s\" )\n"
                            .formatted("x".repeat(200), "x".repeat(200), "x".repeat(230));
    private static final Zones ZONES = ZoneFiles.loadText(Path.of("example.zone"), ZONE).zones();
    private static final String CLIENT = "2464c4abcf10c957";
    private static final String SERVER = "010000005cf79f111f8130c3eee29480";
    private static final Instant NOW = Instant.ofEpochSecond(0x5cf79f11L);

    private static final String NS1 = "03 6e7331 07 6578616d706c65 00 0001 0001";
    private static final String ELSEWHERE = "03 6e7331 04 74657374 00 0001 0001";
    private static final String BIG = "03 626967 07 6578616d706c65 00 0010 0001";

    private final Exchange exchange = new Exchange();
    private Responder responder = responder(CookieDemand.NONE);
    private int udpBytesMax = 1232;

    EdnsOptionsTest() {
        exchange.client().set(InetAddress.ofLiteral("198.51.100.100"));
    }

    private static Responder responder(CookieDemand demand) {
        var secrets = List.of(CookieSecret.parse("e5e973e5a6b2a43f48e7dc849e37bfcf"));
        var cookies = new ServerCookies(() -> NOW, secrets);
        var extensions = new Extensions(ReplyRates.off(), cookies, demand);
        var options =
                new ResponderOptions(
                        1232,
                        16,
                        new ServerIdentity("", "ns1.lab"),
                        Duration.ofSeconds(10),
                        extensions);
        return new Responder(
                () -> ZONES,
                options,
                failure -> {
                    throw failure;
                });
    }

    private byte[] reply(Transport transport, String question, String... options) {
        String data = String.join("", options).replace(" ", "");
        String header = question.isEmpty() ? "1234 0100 0000" : "1234 0100 0001";
        String opt =
                "00 0029 %04x 00 00 0000 %04x".formatted(udpBytesMax, data.length() / 2) + data;
        String all = header + "0000 0000 0001" + question + opt;
        byte[] query = HexFormat.of().parseHex(all.replace(" ", ""));
        Verdict verdict = responder.respond(exchange, query, 0, query.length, transport);
        assertEquals(Verdict.REPLIED, verdict);
        return Arrays.copyOf(exchange.reply(), exchange.replyLength());
    }

    private String ask(Transport transport, String question, String... options) {
        try {
            Message reply = new Message(reply(transport, question, options));
            OPTRecord opt = reply.getOPT();
            if (opt == null) return Rcode.string(reply.getRcode()) + " without OPT";
            return Rcode.string(reply.getRcode())
                    + opt.getOptions().stream()
                            .map(EdnsOptionsTest::text)
                            .collect(Collectors.joining());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(EDNSOption option) {
        byte[] wire = option.toWire();
        return " " + option.getCode() + "=" + HexFormat.of().formatHex(wire, 4, wire.length);
    }

    private String udp(String question, String... options) {
        return ask(Transport.UDP, question, options);
    }

    @Test
    void whoAsksForNothingGetsNothing() {
        assertEquals("NOERROR", udp(NS1));
    }

    @Test
    void unknownOptionsAreIgnored() {
        assertEquals("NOERROR", udp(NS1, "fde9 0003 010203", "0008 0004 00010000"));
    }

    @Test
    void theServerIdentifiesItselfToWhoAsks() {
        String id = " 3=6e73312e6c6162";
        assertEquals("NOERROR" + id, udp(NS1, "0003 0000"));
        // RFC 5001 2.1 allows no data in queries; if there is some, it means nothing.
        assertEquals("NOERROR" + id, udp(NS1, "0003 0002 abcd"));
        // Twice is no more than once.
        assertEquals("NOERROR" + id, udp(NS1, "0003 0000", "0003 0000"));
        assertEquals("REFUSED" + id + " 15=0014", udp(ELSEWHERE, "0003 0000"));
    }

    @Test
    void aClientCookieIsAnsweredWithACookie() {
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp(NS1, "000a 0008", CLIENT));
        assertEquals("NOERROR 10=" + CLIENT + SERVER, ask(Transport.TCP, NS1, "000a 0008", CLIENT));
    }

    @Test
    void aWrongServerCookieIsAnsweredAllTheSame() {
        String wrong = "00".repeat(16);
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp(NS1, "000a 0018", CLIENT, wrong));
        assertEquals(
                "NOERROR 10=" + CLIENT + SERVER, udp(NS1, "000a 0028", CLIENT, "00".repeat(32)));
        assertEquals(
                "NOERROR 10=" + CLIENT + SERVER, udp(NS1, "000a 0010", CLIENT, "00".repeat(8)));
    }

    @Test
    void whereGoodCookiesAreDemandedOthersAreBad() {
        responder = responder(CookieDemand.OF_WHO_SENDS_ONE);
        assertEquals("BADCOOKIE 10=" + CLIENT + SERVER, udp(NS1, "000a 0008", CLIENT));
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp(NS1, "000a 0018", CLIENT, SERVER));
        assertEquals("NOERROR 10=" + CLIENT + SERVER, ask(Transport.TCP, NS1, "000a 0008", CLIENT));
        assertEquals("NOERROR", udp(NS1));
    }

    @Test
    void cookiesOfOtherLengthsAreMalformed() {
        for (int length = 0; length <= 44; length++) {
            boolean good = length == 8 || (length >= 16 && length <= 40);
            String option = "000a %04x".formatted(length) + "24".repeat(length);
            assertEquals(!good, udp(NS1, option).equals("FORMERR"), "length " + length);
        }
    }

    @Test
    void onlyTheFirstCookieCounts() {
        String second = "000a 0008 ffffffffffffffff";
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp(NS1, "000a 0008", CLIENT, second));
    }

    @Test
    void aCookieCanBeAskedForWithoutAQuestion() {
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp("", "000a 0008", CLIENT));
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp("", "000a 0018", CLIENT, SERVER));
        assertEquals(
                "BADCOOKIE 10=" + CLIENT + SERVER, udp("", "000a 0018", CLIENT, "00".repeat(16)));
        assertEquals("FORMERR", udp(""));
        assertEquals("FORMERR", udp("", "0003 0000"));
        assertEquals("FORMERR", udp("", "000a 0007", "00".repeat(7)));
    }

    @Test
    void whoseAddressIsNotKnownGetsNoCookie() {
        exchange.client().clear();
        assertEquals("NOERROR", udp(NS1, "000a 0008", CLIENT));
        assertEquals("FORMERR", udp("", "000a 0008", CLIENT));
    }

    @Test
    void cookiesMeanNothingUnderHttp() {
        assertEquals("NOERROR", ask(Transport.HTTPS, NS1, "000a 0008", CLIENT));
    }

    @Test
    void connectionsSayHowLongTheyMayBeIdle() {
        assertEquals("NOERROR 11=0064", ask(Transport.TCP, NS1, "000b 0000"));
        assertEquals("NOERROR 11=0064", ask(Transport.TLS, NS1, "000b 0002 0001"));
        assertEquals("NOERROR", udp(NS1, "000b 0000"));
        assertEquals("NOERROR", ask(Transport.HTTPS, NS1, "000b 0000"));
    }

    @Test
    void aKeepaliveOfAnotherLengthIsMalformedOnAConnectionAndIgnoredElsewhere() {
        assertEquals("FORMERR", ask(Transport.TCP, NS1, "000b 0001 00"));
        assertEquals("FORMERR", ask(Transport.TCP, NS1, "000b 0003 000000"));
        assertEquals("NOERROR", udp(NS1, "000b 0001 00"));
    }

    @Test
    void paddedQueriesGetPaddedRepliesWhereTheyAreEncrypted() {
        for (Transport transport : List.of(Transport.TLS, Transport.HTTPS)) {
            assertEquals(468, reply(transport, NS1, "000c 0000").length);
            assertEquals(468, reply(transport, NS1, "000c 0004 00000000", "0003 0000").length);
            assertTrue(reply(transport, NS1).length < 100);
        }
        assertTrue(reply(Transport.UDP, NS1, "000c 0000").length < 100);
        assertTrue(reply(Transport.TCP, NS1, "000c 0000").length < 100);
    }

    @Test
    void paddingGoesToTheNextBlockAndIsZero() {
        // 27 bytes of header and question, 211 of the record, 11 of OPT: 13 short of two blocks.
        String bigger = "06 626967676572 07 6578616d706c65 00 0010 0001";
        byte[] reply = reply(Transport.TLS, bigger, "000c 0000");
        assertEquals(936, reply.length);
        for (int i = 700; i < 936; i++) assertEquals(0, reply[i]);
    }

    @Test
    void errorsAreExplainedToWhoReadsThem() {
        assertEquals("REFUSED 15=0014", udp(ELSEWHERE));
        assertEquals("NOTIMP 15=0015", udp("00 00fe 0001"));
        assertEquals("REFUSED 15=0012", ask(Transport.TCP, "00 00fc 0001"));
        assertEquals("REFUSED 15=0015", udp("00 0001 0004"));
    }

    @Test
    void optionsTakePartInTheLimitOfTheReply() {
        // Header 12, question 17, record 12 + 201, OPT 11: 253; a cookie takes 28 more.
        udpBytesMax = 512;
        assertEquals("NOERROR 10=" + CLIENT + SERVER, udp(BIG, "000a 0008", CLIENT));
        String bigger = "06 626967676572 07 6578616d706c65 00 0010 0001";
        // Header 12, question 20, record 12 + 432, OPT 11: 487; with the cookie 515.
        assertEquals(487, reply(Transport.UDP, bigger).length);
        byte[] cut = reply(Transport.UDP, bigger, "000a 0008", CLIENT);
        assertTrue((cut[2] & 0x02) != 0, "TC");
        assertEquals(12 + 20 + 11 + 28, cut.length);
    }

    @Test
    void withoutEdnsThereIsNeitherOptNorExplanation() throws IOException {
        byte[] query =
                HexFormat.of()
                        .parseHex(("1234 0100 0001 0000 0000 0000" + ELSEWHERE).replace(" ", ""));
        Message reply = new Message(responder.respond(query, Transport.UDP).orElseThrow());
        assertEquals(Rcode.REFUSED, reply.getRcode());
        assertFalse(reply.getOPT() != null);
    }
}

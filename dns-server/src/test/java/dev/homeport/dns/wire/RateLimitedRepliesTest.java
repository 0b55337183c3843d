package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.RateLimits;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ReplyRates.Ruling;
import dev.homeport.dns.peer.ServerCookies;
import dev.homeport.dns.wire.Extensions.CookieDemand;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What a flood gets: replies of a kind until there are too many, then hints and silence. */
class RateLimitedRepliesTest {
    private static final String ZONE =
            """
            $TTL 300
            @ SOA ns1 host 1 2 3 4 5
            @ NS ns1
            ns1 A 192.0.2.53
            *.wild TXT "w"
            sub NS ns.sub
            ns.sub A 192.0.2.77
            """;
    private static final Zones ZONES = ZoneFiles.loadText(Path.of("example.zone"), ZONE).zones();
    private static final int RATE = 5;

    private final Exchange exchange = new Exchange();
    private final Responder responder = responder();

    RateLimitedRepliesTest() {
        exchange.client().set(InetAddress.ofLiteral("192.0.2.1"));
    }

    private static Responder responder() {
        var limits = new RateLimits(RATE, Duration.ofSeconds(5), 2, 24, 56, List.of());
        var rates = new ReplyRates(limits, new SplittableRandom(1));
        var cookies =
                new ServerCookies(() -> Instant.ofEpochSecond(1), List.of(new CookieSecret(1, 2)));
        var options =
                new ResponderOptions(
                        1232,
                        16,
                        new ServerIdentity("v", ""),
                        Duration.ZERO,
                        new Extensions(rates, cookies, CookieDemand.NONE));
        return new Responder(
                () -> ZONES,
                options,
                failure -> {
                    throw failure;
                });
    }

    private static Message query(String name, int type) throws IOException {
        int questionClass = name.endsWith("bind.") ? DClass.CH : DClass.IN;
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, questionClass));
    }

    private String reply(Message query, Transport transport) throws IOException {
        byte[] bytes = query.toWire();
        Verdict verdict = responder.respond(exchange, bytes, 0, bytes.length, transport);
        if (verdict != Verdict.REPLIED) return verdict.toString();
        byte[] reply = Arrays.copyOf(exchange.reply(), exchange.replyLength());
        Message read = new Message(reply);
        assertTrue(exchange.ruling() != Ruling.DROP);
        String cut = read.getHeader().getFlag(Flags.TC) ? " TC" : "";
        return Rcode.string(read.getRcode()) + cut;
    }

    private Map<String, Integer> flood(String pattern, int type) throws IOException {
        var replies = new TreeMap<String, Integer>();
        for (int i = 0; i < 25; i++) {
            replies.merge(
                    reply(query(pattern.replace("#", "n" + i), type), Transport.UDP),
                    1,
                    Integer::sum);
        }
        return replies;
    }

    @Test
    void repeatedDataIsLimited() throws IOException {
        assertEquals(
                "{DROPPED_RATE=10, NOERROR=5, NOERROR TC=10}",
                flood("ns1.example.", Type.A).toString());
        assertEquals("NOERROR", reply(query("example.", Type.NS), Transport.UDP));
    }

    @Test
    void namesThatAreNotThereCountTogether() throws IOException {
        assertEquals(
                "{DROPPED_RATE=10, NOERROR TC=10, NXDOMAIN=5}",
                flood("#.example.", Type.A).toString());
    }

    @Test
    void namesOfOneWildcardCountTogether() throws IOException {
        assertEquals(
                "{DROPPED_RATE=10, NOERROR=5, NOERROR TC=10}",
                flood("#.wild.example.", Type.TXT).toString());
    }

    @Test
    void namesBelowOneCutCountTogether() throws IOException {
        assertEquals(
                "{DROPPED_RATE=10, NOERROR=5, NOERROR TC=10}",
                flood("#.sub.example.", Type.A).toString());
    }

    @Test
    void errorsAreAsShortAsHints() throws IOException {
        assertEquals("{DROPPED_RATE=10, REFUSED=15}", flood("#.test.", Type.A).toString());
    }

    @Test
    void whatTheServerSaysOfItselfIsLimitedToo() throws IOException {
        assertEquals(
                "{DROPPED_RATE=10, NOERROR=5, NOERROR TC=10}",
                flood("version.bind.", Type.TXT).toString());
    }

    @Test
    void connectionsAreNotLimited() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertEquals("NOERROR", reply(query("ns1.example.", Type.A), Transport.TCP));
        }
    }

    @Test
    void whoSentACookieIsHintedWithOneAndComesThroughWithIt() throws IOException {
        flood("ns1.example.", Type.A);
        Message query = query("ns1.example.", Type.A);
        byte[] half = {1, 2, 3, 4, 5, 6, 7, 8};
        query.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new CookieOption(half))), Section.ADDITIONAL);
        List<String> both =
                List.of(reply(query, Transport.UDP), reply(query, Transport.UDP)).stream()
                        .sorted()
                        .toList();
        assertEquals(List.of("BADCOOKIE", "DROPPED_RATE"), both);

        reply(query, Transport.TCP);
        var reply = new Message(Arrays.copyOf(exchange.reply(), exchange.replyLength()));
        Message again = query("ns1.example.", Type.A);
        again.addRecord(
                new OPTRecord(1232, 0, 0, 0, reply.getOPT().getOptions()), Section.ADDITIONAL);
        for (int i = 0; i < 50; i++) assertEquals("NOERROR", reply(again, Transport.UDP));
    }

    @Test
    void anEdgeWithAnswersOfItsOwnCanHint() throws IOException {
        byte[] query = query("ns1.example.", Type.A).toWire();
        assertEquals(Verdict.REPLIED, responder.slip(exchange, query, 0, query.length));
        Message reply = new Message(Arrays.copyOf(exchange.reply(), exchange.replyLength()));
        assertTrue(reply.getHeader().getFlag(Flags.TC));
        assertEquals(0, reply.getSection(Section.ANSWER).size());
        assertEquals(Verdict.DROPPED_SHORT, responder.slip(exchange, query, 0, 11));
    }
}

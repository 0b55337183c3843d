package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A reply is cut where it no longer fits, to the byte. */
class TruncationTest {
    /** Header, question of t.example. and one TXT record without its text. */
    private static final int BYTES_AROUND_TEXT = 12 + 15 + 12;

    private static Responder responder(int textBytes) {
        StringBuilder zone =
                new StringBuilder("$TTL 300\n@ SOA ns.test. host 1 2 3 4 5\n@ NS ns.test.\n");
        zone.append("t TXT");
        // Each string costs its length byte, too.
        for (int left = textBytes; left > 0; left -= 256) {
            zone.append(" \"").append("x".repeat(Math.min(left, 256) - 1)).append('"');
        }
        Zones zones = ZoneFiles.loadText(Path.of("example.zone"), zone + "\n").zones();
        return new Responder(
                () -> zones,
                new ResponderOptions(1232, 16, ServerIdentity.HIDDEN),
                failure -> {
                    throw failure;
                });
    }

    private static Message ask(int textBytes, int ednsBytes, Transport transport)
            throws IOException {
        Message query =
                Message.newQuery(
                        Record.newRecord(Name.fromString("t.example."), Type.TXT, DClass.IN));
        if (ednsBytes > 0) query.addRecord(new OPTRecord(ednsBytes, 0, 0), Section.ADDITIONAL);
        byte[] reply = responder(textBytes).respond(query.toWire(), transport).orElseThrow();
        Message read = new Message(reply);
        assertEquals(reply.length, read.numBytes());
        return read;
    }

    private static void assertLongest(int messageBytes, int ednsBytes) throws IOException {
        int opt = ednsBytes > 0 ? Edns.RECORD_BYTES : 0;
        int fits = messageBytes - BYTES_AROUND_TEXT - opt;
        Message at = ask(fits, ednsBytes, Transport.UDP);
        assertEquals(messageBytes, at.numBytes());
        assertFalse(at.getHeader().getFlag(Flags.TC));
        Message past = ask(fits + 1, ednsBytes, Transport.UDP);
        assertTrue(past.getHeader().getFlag(Flags.TC));
        assertEquals(0, past.getSection(Section.ANSWER).size());
        assertEquals(ednsBytes > 0, past.getOPT() != null);
    }

    @Test
    void withoutEdnsAt512() throws IOException {
        assertLongest(512, 0);
    }

    @Test
    void withEdnsAtWhatTheAskerTakes() throws IOException {
        assertLongest(800, 800);
        assertLongest(512, 512);
        assertLongest(512, 511);
    }

    @Test
    void withEdnsAtOurOwnBound() throws IOException {
        assertLongest(1232, 1232);
        assertLongest(1232, 1233);
        assertLongest(1232, 65_535);
    }

    @Test
    void overTcpAtTheLengthFieldsBound() throws IOException {
        Message at = ask(65_535 - BYTES_AROUND_TEXT, 0, Transport.TCP);
        assertEquals(65_535, at.numBytes());
        assertFalse(at.getHeader().getFlag(Flags.TC));
    }

    @Test
    void aLongReplyDoesNotShowInTheNext() throws IOException {
        Responder responder = responder(9000);
        Exchange exchange = new Exchange();
        byte[] query =
                Message.newQuery(Record.newRecord(Name.fromString("example."), Type.SOA, DClass.IN))
                        .toWire();
        byte[] first = responder.respond(query, Transport.TCP).orElseThrow();
        byte[] large =
                Message.newQuery(
                                Record.newRecord(
                                        Name.fromString("t.example."), Type.TXT, DClass.IN))
                        .toWire();
        responder.respond(exchange, large, 0, large.length, Transport.TCP);
        responder.respond(exchange, large, 0, large.length, Transport.UDP);
        responder.respond(exchange, query, 0, query.length, Transport.UDP);
        assertArrayEquals(first, Arrays.copyOf(exchange.reply(), exchange.replyLength()));
    }
}

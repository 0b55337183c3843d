package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** What breaks the format is told so; what has no header or is a reply is met with silence. */
class MalformedQueryTest {
    private static final String ZONE =
            "$TTL 300\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.53\n";
    private static final Zones ZONES = ZoneFiles.loadText(Path.of("example.zone"), ZONE).zones();
    private static final Responder RESPONDER =
            new Responder(
                    () -> ZONES,
                    new ResponderOptions(1232, 16, ServerIdentity.HIDDEN),
                    failure -> {
                        throw failure;
                    });

    private static final String HEADER = "1234 0100 0001 0000 0000 0000";
    private static final String QUESTION = "03 6e7331 07 6578616d706c65 00 0001 0001";
    private static final String OPT = "00 0029 04d0 00 00 0000 0000";

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }

    /** Flags, code and counts of the reply, or the verdict when there is none. */
    private static String reply(String... hex) {
        byte[] query = bytes(hex);
        Exchange exchange = new Exchange();
        Verdict verdict = RESPONDER.respond(exchange, query, 0, query.length, Transport.UDP);
        if (verdict != Verdict.REPLIED) return verdict.toString();
        assertArrayEquals(
                Arrays.copyOf(query, 2), Arrays.copyOf(exchange.reply(), 2), "the id is kept");
        return HexFormat.of().formatHex(exchange.reply(), 2, 12);
    }

    private static String header(int questions, int answers, int authorities, int additional) {
        return String.format(
                "12340100%04x%04x%04x%04x", questions, answers, authorities, additional);
    }

    @Test
    void aGoodQueryIsAnswered() {
        assertEquals("8500" + "0001000100000000", reply(HEADER, QUESTION));
    }

    @Test
    void lessThanAHeaderIsMetWithSilence() {
        assertEquals("DROPPED_SHORT", reply(""));
        assertEquals("DROPPED_SHORT", reply("1234 0100 0001 0000 0000 00"));
    }

    @Test
    void aReplyIsMetWithSilence() {
        assertEquals("DROPPED_RESPONSE", reply("1234 8100 0001 0000 0000 0000", QUESTION));
        assertEquals("DROPPED_RESPONSE", reply("1234 8100 0000 0000 0000 0000"));
    }

    @Test
    void anythingButOneQuestionIsMalformed() {
        assertEquals("8101" + "0000000000000000", reply(header(0, 0, 0, 0)));
        assertEquals("8101" + "0000000000000000", reply(header(2, 0, 0, 0), QUESTION, QUESTION));
    }

    @Test
    void aCutQuestionIsMalformed() {
        byte[] whole = bytes(HEADER, QUESTION);
        for (int length = 12; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertEquals("81010000000000000000", reply(HexFormat.of().formatHex(cut)));
        }
    }

    @Test
    void bytesLeftOverAreMalformed() {
        assertEquals("8101" + "0001000000000000", reply(HEADER, QUESTION, "00"));
    }

    @Test
    void aPointerInTheQuestionIsMalformed() {
        assertEquals("81010000000000000000", reply(HEADER, "c00c 0001 0001"));
        assertEquals("81010000000000000000", reply(HEADER, "03 6e7331 c00c 0001 0001"));
    }

    @Test
    void reservedLabelTypesAreMalformed() {
        assertEquals("81010000000000000000", reply(HEADER, "41 61 00 0001 0001"));
        assertEquals("81010000000000000000", reply(HEADER, "80 61 00 0001 0001"));
    }

    @Test
    void aNameOf255BytesIsTakenAndOneOf256IsNot() {
        String label = "3f" + "61".repeat(63);
        String at = label.repeat(3) + "3d" + "61".repeat(61) + "00";
        String past = label.repeat(3) + "3e" + "61".repeat(62) + "00";
        assertEquals("8105" + "0001000000000000", reply(HEADER, at, "0001 0001"));
        assertEquals("8101" + "0000000000000000", reply(HEADER, past, "0001 0001"));
    }

    @Test
    void answersInAQueryAreMalformed() {
        String record = "c00c 0001 0001 00000000 0004 c0000201";
        assertEquals("8101" + "0001000000000000", reply(header(1, 1, 0, 0), QUESTION, record));
        assertEquals("8101" + "0001000000000000", reply(header(1, 0, 1, 0), QUESTION, record));
        assertEquals("8500" + "0001000100000000", reply(header(1, 0, 0, 1), QUESTION, record));
    }

    @Test
    void countsBeyondTheBytesAreMalformed() {
        assertEquals("8101" + "0001000000000000", reply(header(1, 0, 0, 1), QUESTION));
        assertEquals("8101" + "0001000000000001", reply(header(1, 0, 0, 0xffff), QUESTION, OPT));
    }

    @Test
    void oneOptIsAnsweredAndTwoAreMalformed() {
        assertEquals("8500" + "0001000100000001", reply(header(1, 0, 0, 1), QUESTION, OPT));
        assertEquals("8101" + "0001000000000001", reply(header(1, 0, 0, 2), QUESTION, OPT, OPT));
    }

    @Test
    void anOptWithAnOwnerOrBrokenOptionsIsMalformed() {
        String owned = "01 61 00 0029 04d0 00 00 0000 0000";
        String shortOption = "00 0029 04d0 00 00 0000 0003 000300";
        String longOption = "00 0029 04d0 00 00 0000 0004 00030001";
        String goodOption = "00 0029 04d0 00 00 0000 0004 00030000";
        assertEquals("8101" + "0001000000000001", reply(header(1, 0, 0, 1), QUESTION, owned));
        assertEquals("8101" + "0001000000000001", reply(header(1, 0, 0, 1), QUESTION, shortOption));
        assertEquals("8101" + "0001000000000001", reply(header(1, 0, 0, 1), QUESTION, longOption));
        assertEquals("8500" + "0001000100000001", reply(header(1, 0, 0, 1), QUESTION, goodOption));
    }

    @Test
    void aBrokenMessageOfAnotherOpcodeIsNotImplemented() {
        assertEquals("a904" + "0000000000000000", reply("1234 2900 0000 0000 0000 0000"));
    }

    @Test
    void versionOneWithUnknownOptionsIsBadVersion() {
        String later = "00 0029 04d0 00 01 0000 0003 ffffff";
        assertEquals("8100" + "0001000000000001", reply(header(1, 0, 0, 1), QUESTION, later));
    }

    /** RFC 6891 6.1.3: who speaks another version is told so first. */
    @Test
    void versionOneIsBadVersionWhateverIsAskedFor() {
        String later = "00 0029 04d0 00 01 0000 0000";
        String status = "1234 1100 0001 0000 0000 0001";
        assertEquals("9100" + "0001000000000001", reply(status, QUESTION, later));
        String unknown = "1234 7900 0001 0000 0000 0001";
        assertEquals("f900" + "0001000000000001", reply(unknown, QUESTION, later));
        assertEquals("8100" + "0000000000000001", reply(header(0, 0, 0, 1), later));
    }

    /** RFC 6891 6.1.1: also where no question stands before it. */
    @Test
    void optIsFoundWithoutAQuestion() {
        assertEquals("a904" + "0000000000000001", reply("1234 2900 0000 0000 0000 0001", OPT));
        assertEquals("8101" + "0000000000000001", reply(header(0, 0, 0, 1), OPT));
    }

    @Test
    void theQuestionIsRepeatedByteForByte() {
        byte[] query = bytes(HEADER, "03 6e5331 07 4578416d506c45 00 0001 0001");
        byte[] reply = RESPONDER.respond(query, Transport.UDP).orElseThrow();
        assertArrayEquals(
                Arrays.copyOfRange(query, 12, query.length),
                Arrays.copyOfRange(reply, 12, query.length));
        // The owner is a pointer to the question, so that it has the asker's letters, too.
        assertEquals("c00c", HexFormat.of().formatHex(reply, query.length, query.length + 2));
    }

    @Test
    void aQueryAtAnOffsetIsReadThereAndOnlyThere() {
        byte[] query = bytes(HEADER, QUESTION);
        byte[] around = new byte[query.length + 40];
        Arrays.fill(around, (byte) 0xff);
        System.arraycopy(query, 0, around, 20, query.length);
        Exchange exchange = new Exchange();
        RESPONDER.respond(exchange, around, 20, query.length, Transport.UDP);
        assertArrayEquals(
                RESPONDER.respond(query, Transport.UDP).orElseThrow(),
                Arrays.copyOf(exchange.reply(), exchange.replyLength()));
    }
}

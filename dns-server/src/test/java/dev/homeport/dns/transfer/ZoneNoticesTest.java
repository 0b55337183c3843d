package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.tsig.TsigGate;
import dev.homeport.dns.tsig.TsigGate.Received;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.zone.DomainName;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * RFC 1996 3.5 to 3.12, with a server at the other end of a socket that says what it is told to.
 */
class ZoneNoticesTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private DatagramSocket server;
    private TsigKeys keys = Talk.KEYS;

    /** One message as it arrived. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
    private record Heard(Message message, byte[] bytes, SocketAddress from, long nanos) {}

    @BeforeEach
    void open() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        server.setSoTimeout(10_000);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ZoneNotices notices(Duration first, int tries) {
        TransferLog lines =
                new TransferLog() {
                    @Override
                    public void happened(String line) {
                        log.add(plain(line));
                    }

                    @Override
                    public void failed(String line) {
                        log.add("! " + plain(line));
                    }
                };
        var patience = new ZoneNotices.Patience(first, tries);
        return new ZoneNotices(() -> keys, Talk.CLOCK, new SplittableRandom(1), patience, lines);
    }

    private String plain(String line) {
        return line.replace("127.0.0.1:" + server.getLocalPort(), "PEER");
    }

    private List<Remote> remotes(@Nullable DomainName key) {
        var address = (InetSocketAddress) server.getLocalSocketAddress();
        return List.of(new Remote(address, key));
    }

    private Heard hear() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1232], 1232);
        server.receive(packet);
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        return new Heard(new Message(bytes), bytes, packet.getSocketAddress(), System.nanoTime());
    }

    private void say(Heard to, byte[] bytes) throws IOException {
        server.send(new DatagramPacket(bytes, bytes.length, to.from()));
    }

    private static byte[] reply(Heard to, int rcode) {
        Message reply = new Message(to.message().getHeader().getID());
        reply.getHeader().setOpcode(Opcode.NOTIFY);
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(rcode);
        reply.addRecord(to.message().getQuestion(), Section.QUESTION);
        return reply.toWire();
    }

    private String logged() {
        Awaitility.await().until(() -> !log.isEmpty());
        return log.getFirst();
    }

    /** RFC 1996 3.7: opcode, AA, the question, and the new SOA as a hint. */
    @Test
    void aNoticeHoldsTheNewSoaAndEndsWithItsAnswer() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 7)) {
            notices.tell(Talk.zone(9), remotes(null));
            Heard heard = hear();
            Message message = heard.message();
            assertEquals(Opcode.NOTIFY, message.getHeader().getOpcode());
            assertTrue(message.getHeader().getFlag(Flags.AA));
            assertFalse(message.getHeader().getFlag(Flags.QR));
            assertEquals(Talk.ORIGIN, message.getQuestion().getName());
            assertEquals(Type.SOA, message.getQuestion().getType());
            assertEquals(DClass.IN, message.getQuestion().getDClass());
            var hint = (SOARecord) message.getSection(Section.ANSWER).getFirst();
            assertEquals(9, hint.getSerial());
            say(heard, reply(heard, Rcode.NOERROR));
            assertEquals("event=notify_acknowledged zone=example. serial=9 to=PEER", logged());
        }
    }

    /**
     * RFC 1996 3.6: again and again, with twice the pause, under a new number, and then no more.
     */
    @Test
    void withoutAnswerItIsToldAgainWithGrowingPauses() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofMillis(50), 4)) {
            notices.tell(Talk.zone(9), remotes(null));
            Heard first = hear();
            Heard second = hear();
            Heard third = hear();
            Heard fourth = hear();
            assertPause(50, first, second);
            assertPause(100, second, third);
            assertPause(200, third, fourth);
            assertNotEquals(
                    first.message().getHeader().getID(), second.message().getHeader().getID());
            assertEquals(
                    "! event=notify_failed zone=example. serial=9 to=PEER reason=\"no answer\"",
                    logged());
        }
    }

    /** The one that waits may be woken late, and we may hear late: a little slack below only. */
    private static void assertPause(long millis, Heard before, Heard after) {
        long waited = (after.nanos() - before.nanos()) / 1_000_000;
        assertTrue(waited >= millis / 2, "only " + waited + " ms of " + millis);
    }

    /** Five minutes, as RFC 1996 3.6 has it with five tries of a minute each. */
    @Test
    void byDefaultItGivesUpAfterAboutFiveMinutes() {
        long seconds = 0;
        for (int i = 0; i < ZoneNotices.Patience.DEFAULT.tries(); i++) {
            seconds += ZoneNotices.Patience.DEFAULT.first().toSeconds() << i;
        }
        assertTrue(seconds > 240 && seconds < 300, seconds + " s");
    }

    /** What does not answer this very message is not listened to. */
    @Test
    void strangeAnswersAreNoAnswers() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 1)) {
            notices.tell(Talk.zone(9), remotes(null));
            Heard heard = hear();
            say(heard, new byte[] {1, 2, 3});
            byte[] otherId = reply(heard, Rcode.REFUSED);
            otherId[0] ^= 1;
            say(heard, otherId);
            byte[] query = reply(heard, Rcode.REFUSED);
            query[2] &= 0x7f;
            say(heard, query);
            byte[] otherOpcode = reply(heard, Rcode.REFUSED);
            otherOpcode[2] ^= 0x20;
            say(heard, otherOpcode);
            say(heard, reply(heard, Rcode.NOERROR));
            assertTrue(logged().startsWith("event=notify_acknowledged"), logged());
        }
    }

    @Test
    void aRefusalEndsIt() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 7)) {
            notices.tell(Talk.zone(9), remotes(null));
            Heard heard = hear();
            say(heard, reply(heard, Rcode.REFUSED));
            assertTrue(logged().endsWith("reason=\"answered REFUSED\""), logged());
        }
    }

    @Test
    void aNewerVersionEndsTheTellingOfTheOlder() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 7)) {
            notices.tell(Talk.zone(9), remotes(null));
            hear();
            notices.tell(Talk.zone(10), remotes(null));
            Heard heard = hear();
            var hint = (SOARecord) heard.message().getSection(Section.ANSWER).getFirst();
            assertEquals(10, hint.getSerial());
            say(heard, reply(heard, Rcode.NOERROR));
            assertTrue(logged().contains("acknowledged zone=example. serial=10"), logged());
            assertEquals(1, log.size(), "nothing is said of the older one");
        }
    }

    /** RFC 8945 5.3: signed, and believed only when the answer is. */
    @Test
    void aSignedNoticeWantsASignedAnswer() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 1)) {
            notices.tell(Talk.zone(9), remotes(Talk.KEY.name()));
            Heard heard = hear();
            var gate = new TsigGate(() -> Talk.KEYS, Talk.CLOCK);
            var verified = assertInstanceOf(Received.Verified.class, gate.receive(heard.bytes()));
            say(heard, verified.signer().sign(reply(heard, Rcode.NOERROR)));
            assertTrue(logged().startsWith("event=notify_acknowledged"), logged());
            assertTrue(logged().endsWith("key move."), logged());
        }
    }

    @Test
    void anUnsignedAnswerToASignedNoticeIsNotBelieved() throws IOException {
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 1)) {
            notices.tell(Talk.zone(9), remotes(Talk.KEY.name()));
            Heard heard = hear();
            say(heard, reply(heard, Rcode.NOERROR));
            assertTrue(logged().endsWith("reason=\"not signed\""), logged());
        }
    }

    @Test
    void withoutItsKeyNothingIsSent() {
        keys = TsigKeys.NONE;
        try (ZoneNotices notices = notices(Duration.ofSeconds(5), 7)) {
            notices.tell(Talk.zone(9), remotes(Talk.KEY.name()));
            assertTrue(
                    logged().endsWith("reason=\"its key is not configured any more\""), logged());
        }
    }

    @Test
    void nobodyThereIsTriedAgainAndToldInTheEnd() {
        server.close();
        var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        try (ZoneNotices notices = notices(Duration.ofMillis(5), 3)) {
            notices.tell(Talk.zone(9), List.of(new Remote(nobody, null)));
            assertTrue(logged().startsWith("! event=notify_failed"), logged());
        }
    }
}

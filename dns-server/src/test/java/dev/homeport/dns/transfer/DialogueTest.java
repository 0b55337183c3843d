package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.tsig.TsigSigner;
import dev.homeport.dns.tsig.TsigVerifier;
import dev.homeport.dns.tsig.TsigVerifier.Checked;
import dev.homeport.dns.wire.Transport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Who is handed a message, and how it is answered and signed. */
class DialogueTest {
    private static final Name WWW = Name.fromConstantString("www.example.");

    private final Talk talk =
            new Talk(Talk.zone(7, "www A 192.0.2.80", "$GENERATE 1-70 many A 192.0.2.$"));
    private final List<String> handed = new ArrayList<>();

    /** Signs a query, and gives the lines of the reply when its signature is good. */
    private List<String> saySigned(Message query, Transport transport) throws Exception {
        TsigSigner signer = TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK);
        List<byte[]> replies = talk.send(signer.sign(query.toWire()), transport);
        assertEquals(1, replies.size());
        var verifier = new TsigVerifier(Talk.KEY, signer.mac(), Talk.CLOCK);
        var good = assertInstanceOf(Checked.Good.class, verifier.check(replies.getFirst()));
        return Talk.lines(good.message());
    }

    private static Message notify(long serial) {
        Message message = Talk.ask(Type.SOA);
        message.getHeader().setOpcode(Opcode.NOTIFY);
        message.getHeader().setFlag(Flags.AA);
        message.addRecord(
                new SOARecord(Talk.ORIGIN, DClass.IN, 0, Talk.ORIGIN, WWW, serial, 1, 1, 1, 1),
                Section.ANSWER);
        return message;
    }

    private static Message update() {
        Message message = Talk.ask(Type.SOA);
        message.getHeader().setOpcode(Opcode.UPDATE);
        return message;
    }

    @ParameterizedTest
    @EnumSource
    void aSignedQueryIsAnsweredAndTheAnswerSigned(Transport transport) throws Exception {
        Message query = Talk.ask(WWW, Type.A, DClass.IN);
        assertEquals(List.of("NOERROR AA", "www A 192.0.2.80"), saySigned(query, transport));
    }

    /** RFC 8945 5.3: with its signature the reply still has to fit; there is always TCP. */
    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1000, 1232, 4096})
    void aSignedAnswerThatDoesNotFitIsTruncated(int ednsBytes) throws Exception {
        int bytesMax = Math.clamp(ednsBytes, 512, 1232);
        Message query = Talk.ask(Name.fromString("many.example."), Type.A, DClass.IN);
        if (ednsBytes > 0) query.addRecord(new OPTRecord(ednsBytes, 0, 0), Section.ADDITIONAL);
        byte[] signed = TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK).sign(query.toWire());
        byte[] reply = talk.send(signed, Transport.UDP).getFirst();
        assertTrue(reply.length <= bytesMax, reply.length + " bytes");
        assertEquals(List.of("NOERROR AA TC"), Talk.lines(reply));
        assertEquals(71, saySigned(query, Transport.TCP).size());
    }

    /** RFC 8945 5.2.1 to 5.2.3: the error is told, and the operator learns of it. */
    @Test
    void anUnknownKeyABadSignatureAndAWrongClockAreAnswered() throws Exception {
        byte[] good = TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK).sign(update().toWire());
        talk.updates = (_, _) -> Rcode.NOERROR;
        assertEquals(List.of("NOERROR"), Talk.lines(only(good)));
        byte[] forged = good.clone();
        forged[2] ^= 1;
        assertEquals(List.of("NOTAUTH"), Talk.lines(only(forged)));
        var late = InstantSource.fixed(Talk.CLOCK.instant().minusSeconds(301));
        byte[] old = TsigSigner.ofRequest(Talk.KEY, late).sign(update().toWire());
        assertEquals(List.of("NOTAUTH"), Talk.lines(only(old)));
        assertEquals(
                List.of(
                        "! event=tsig_refused client=192.0.2.99:5000 reason=\"bad signature move.\"",
                        "! event=tsig_refused client=192.0.2.99:5000 reason=\"clocks differ\""),
                talk.log);
    }

    private byte[] only(byte[] message) throws InterruptedException {
        List<byte[]> replies = talk.send(message, Transport.TCP);
        assertEquals(1, replies.size());
        return replies.getFirst();
    }

    /** RFC 1996 3.7 and 4.7. */
    @Test
    void aNotifyGoesToItsHandlerWithItsHint() throws Exception {
        talk.notifies =
                (zone, peer, serial) -> {
                    handed.add(zone + " " + peer + " " + serial);
                    return Rcode.NOERROR;
                };
        assertEquals(List.of("NOERROR AA"), talk.say(notify(9), Transport.UDP));
        assertEquals(List.of("NOERROR AA"), saySigned(notify(10), Transport.TCP));
        Message bare = Talk.ask(Type.SOA);
        bare.getHeader().setOpcode(Opcode.NOTIFY);
        assertEquals(List.of("NOERROR"), talk.say(bare, Transport.UDP));
        assertEquals(
                List.of(
                        "example. 192.0.2.99:5000 OptionalLong[9]",
                        "example. 192.0.2.99:5000 key move. OptionalLong[10]",
                        "example. 192.0.2.99:5000 OptionalLong.empty"),
                handed);
    }

    /** RFC 1996 3.10: for one who is secondary of nothing. */
    @Test
    void aNotifyForAnotherZoneIsNotForUs() throws Exception {
        assertEquals(List.of("NOTAUTH AA"), talk.say(notify(9), Transport.UDP));
    }

    @ParameterizedTest
    @CsvSource({"A, IN", "SOA, CH"})
    void aNotifyOfSomethingElseIsMalformed(String type, String recordClass) throws Exception {
        Message message = Talk.ask(Talk.ORIGIN, Type.value(type), DClass.value(recordClass));
        message.getHeader().setOpcode(Opcode.NOTIFY);
        assertEquals(List.of("FORMERR"), talk.say(message, Transport.UDP));
    }

    /** RFC 2136 3.8: the code of whoever does it, and nothing else. */
    @Test
    void anUpdateGoesToItsHandlerWithWhoSignedIt() throws Exception {
        talk.updates =
                (message, peer) -> {
                    handed.add(message.questions().getFirst().name() + " " + peer);
                    return peer.isSignedBy(Talk.KEY.name()) ? Rcode.NOERROR : Rcode.REFUSED;
                };
        assertEquals(List.of("NOERROR"), saySigned(update(), Transport.TCP));
        assertEquals(List.of("REFUSED"), talk.say(update(), Transport.UDP));
        assertEquals(
                List.of("example. 192.0.2.99:5000 key move.", "example. 192.0.2.99:5000"), handed);
    }

    @Test
    void nothingCanBeChangedWhereNothingIsConfigured() throws Exception {
        assertEquals(List.of("REFUSED"), talk.say(update(), Transport.TCP));
    }

    @Test
    void otherKindsOfMessagesAreNotKnown() throws Exception {
        Message status = Talk.ask(Type.SOA);
        status.getHeader().setOpcode(Opcode.STATUS);
        assertEquals(List.of("NOTIMP"), saySigned(status, Transport.TCP));
    }

    /** RFC 9619: what is not one question is none, and the reply says so. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 256, 257})
    void otherThanOneQuestionIsMalformed(int questions) throws Exception {
        byte[] question = {0, 0, (byte) Type.AXFR, 0, DClass.IN};
        ByteBuffer query = ByteBuffer.allocate(12 + questions * question.length);
        query.putShort((short) 4711).putShort((short) 0x0100).putShort((short) questions);
        for (int i = 0; i < questions; i++) query.put(12 + i * question.length, question);
        ByteBuffer reply = ByteBuffer.allocate(12);
        reply.putShort((short) 4711).putShort((short) (0x8100 | Rcode.FORMERR));
        assertArrayEquals(reply.array(), only(query.array()));
    }
}

package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.tsig.TsigSigner;
import dev.homeport.dns.tsig.TsigVerifier;
import dev.homeport.dns.tsig.TsigVerifier.Checked;
import dev.homeport.dns.wire.Transport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.time.InstantSource;
import java.util.List;

/** RFC 6891 6.1.1: OPT is answered with OPT, not only in answers to ordinary queries. */
class OptInConversationsTest {
    private static final int DO_BIT = 0x8000;

    private final Talk talk =
            new Talk(
                    Talk.zone(
                            7,
                            "$GENERATE 1-2000 host$ TXT \"host number $\"",
                            "$GENERATE 1-70 many A 192.0.2.$"));

    private static Message with(Message query, int version, int flags) {
        query.addRecord(new OPTRecord(1232, 0, version, flags), Section.ADDITIONAL);
        return query;
    }

    private static Message of(String kind) {
        return switch (kind) {
            case "NOTIFY" -> ofOpcode(Opcode.NOTIFY);
            case "UPDATE" -> ofOpcode(Opcode.UPDATE);
            case "STATUS" -> ofOpcode(Opcode.STATUS);
            case "IXFR" -> Talk.askSince(7);
            default -> Talk.ask(Type.value(kind));
        };
    }

    private static Message ofOpcode(int opcode) {
        Message message = Talk.ask(Type.SOA);
        message.getHeader().setOpcode(opcode);
        return message;
    }

    private static String read(byte[] reply) throws Exception {
        Message message = new Message(reply);
        OPTRecord opt = message.getOPT();
        String code = Rcode.string(message.getRcode());
        if (opt == null) return code;
        String flags = Integer.toHexString(opt.getFlags());
        return code + " OPT " + opt.getVersion() + " " + opt.getPayloadSize() + " " + flags;
    }

    @ParameterizedTest
    @CsvSource({
        "NOTIFY, NOTAUTH",
        "UPDATE, REFUSED",
        "STATUS, NOTIMP",
        "IXFR, NOERROR",
        "AXFR, NOERROR",
        "SOA, NOERROR"
    })
    void everyReplyHasItIfTheRequestHas(String kind, String code) throws Exception {
        for (byte[] reply : talk.send(of(kind).toWire(), Transport.TCP)) {
            assertEquals(code, read(reply));
        }
        for (byte[] reply : talk.send(with(of(kind), 0, 0).toWire(), Transport.TCP)) {
            assertEquals(code + " OPT 0 1232 0", read(reply));
        }
        // RFC 3225 3: the bit is copied. RFC 6891 6.1.4: the others are not.
        for (byte[] reply : talk.send(with(of(kind), 0, 0xffff).toWire(), Transport.TCP)) {
            assertEquals(code + " OPT 0 1232 8000", read(reply));
        }
    }

    /** RFC 6891 6.1.3. */
    @ParameterizedTest
    @CsvSource({"NOTIFY", "UPDATE", "IXFR", "AXFR", "SOA"})
    void laterVersionsAreBadVersions(String kind) throws Exception {
        talk.notifies = (_, _, _) -> Rcode.NOERROR;
        talk.updates =
                (_, _) -> {
                    throw new AssertionError("done nevertheless");
                };
        List<byte[]> replies = talk.send(with(of(kind), 1, 0).toWire(), Transport.TCP);
        assertEquals(1, replies.size());
        assertEquals("BADVERS OPT 0 1232 0", read(replies.getFirst()));
        assertEquals(0, new Message(replies.getFirst()).getSection(Section.ANSWER).size());
    }

    /** RFC 6891 6.1.1: the signature stays the last record, and covers OPT. */
    @Test
    void itStandsBeforeTheSignature() throws Exception {
        talk.access = Talk.KEY_MAY;
        TsigSigner signer = TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK);
        byte[] query = signer.sign(with(of("AXFR"), 0, 0).toWire());
        List<byte[]> replies = talk.send(query, Transport.TCP);
        assertTrue(replies.size() > 2);
        var verifier = new TsigVerifier(Talk.KEY, signer.mac(), Talk.CLOCK);
        for (byte[] reply : replies) {
            var good = assertInstanceOf(Checked.Good.class, verifier.check(reply));
            assertEquals("NOERROR OPT 0 1232 0", read(good.message()));
        }
    }

    @Test
    void aSignedReplyThatIsTruncatedKeepsIt() throws Exception {
        Message query = Talk.ask(Name.fromString("many.example."), Type.A, DClass.IN);
        byte[] signed =
                TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK).sign(with(query, 0, DO_BIT).toWire());
        byte[] reply = talk.send(signed, Transport.UDP).getFirst();
        assertEquals(List.of("NOERROR AA TC"), Talk.lines(reply));
        assertEquals("NOERROR OPT 0 1232 8000", read(reply));
    }

    @Test
    void refusalsOfSignaturesHaveIt() throws Exception {
        byte[] good =
                TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK).sign(with(of("SOA"), 0, 0).toWire());
        byte[] forged = good.clone();
        forged[2] ^= 1;
        assertEquals("NOTAUTH OPT 0 1232 0", read(talk.send(forged, Transport.TCP).getFirst()));
        var late = InstantSource.fixed(Talk.CLOCK.instant().minusSeconds(301));
        TsigSigner signer = TsigSigner.ofRequest(Talk.KEY, late);
        byte[] old = signer.sign(with(of("SOA"), 0, 0).toWire());
        assertEquals("NOTAUTH OPT 0 1232 0", read(talk.send(old, Transport.TCP).getFirst()));
        assertEquals(
                "NOTAUTH",
                read(talk.send(signer.sign(of("SOA").toWire()), Transport.TCP).getFirst()));
    }
}

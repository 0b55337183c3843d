package dev.homeport.dns.tsig;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.tsig.TsigGate.Received;
import dev.homeport.dns.tsig.TsigVerifier.Checked;
import dev.homeport.dns.zone.DomainName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

/** Signatures, checked against dnsjava as the other side. */
class TsigTest {
    private static final byte[] SECRET =
            "a secret of thirty-two bytes....".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Name KEY_NAME = Name.fromConstantString("transfer.key.");
    private static final TsigKey KEY = key(TsigAlgorithm.HMAC_SHA256);
    private static final TsigGate GATE = new TsigGate(() -> TsigKeys.of(List.of(KEY)), CLOCK);

    private static TsigKey key(TsigAlgorithm algorithm) {
        return new TsigKey(DomainName.of(KEY_NAME), algorithm, SECRET);
    }

    private static TSIG theirs(TsigAlgorithm algorithm, Instant time) {
        return new TSIG(
                Name.fromConstantString(algorithm.text() + "."),
                KEY_NAME,
                new javax.crypto.spec.SecretKeySpec(SECRET, algorithm.jdkName()),
                Clock.fixed(time, ZoneOffset.UTC));
    }

    private static Message query() {
        Name name = Name.fromConstantString("www.foobar.com.");
        Message query = Message.newQuery(Record.newRecord(name, Type.A, 1));
        query.getHeader().setID(4711);
        return query;
    }

    private static byte[] signed(TSIG tsig) {
        Message query = query();
        tsig.apply(query, null);
        return query.toWire();
    }

    private static Message refusal(byte[] request) throws Exception {
        var refused = assertInstanceOf(Received.Refused.class, GATE.receive(request));
        Message reply = new Message(refused.reply());
        assertEquals(4711, reply.getHeader().getID());
        assertTrue(reply.getHeader().getFlag(org.xbill.DNS.Flags.QR));
        return reply;
    }

    @ParameterizedTest
    @EnumSource
    void aRequestAndItsReplyAreGoodOnBothSides(TsigAlgorithm algorithm) throws Exception {
        TSIG tsig = theirs(algorithm, NOW);
        Message query = query();
        tsig.apply(query, null);
        var gate = new TsigGate(() -> TsigKeys.of(List.of(key(algorithm))), CLOCK);
        var verified = assertInstanceOf(Received.Verified.class, gate.receive(query.toWire()));
        assertArrayEquals(query().toWire(), verified.message());
        Message plain = query();
        plain.getHeader().setFlag(org.xbill.DNS.Flags.QR);
        byte[] reply = verified.signer().sign(plain.toWire());
        assertEquals(0, tsig.verify(new Message(reply), reply, query.getTSIG()));
    }

    @Test
    void withoutSignatureNothingIsChecked() {
        byte[] query = query().toWire();
        assertArrayEquals(
                query, assertInstanceOf(Received.Unsigned.class, GATE.receive(query)).message());
    }

    /** RFC 8945 5.2.1: told, but not signed. */
    @Test
    void anUnknownKeyIsBadKey() throws Exception {
        var other =
                new TSIG(TSIG.HMAC_SHA256, "other.", Base64.getEncoder().encodeToString(SECRET));
        Message reply = refusal(signed(other));
        assertEquals(Rcode.NOTAUTH, reply.getHeader().getRcode());
        assertEquals(TsigRecord.BADKEY, reply.getTSIG().getError());
        assertEquals(0, reply.getTSIG().getSignature().length);
        assertEquals(
                TsigRecord.BADKEY,
                refusal(signed(theirs(TsigAlgorithm.HMAC_SHA512, NOW))).getTSIG().getError());
    }

    /** RFC 8945 5.2.2. */
    @Test
    void anyChangedBitIsNoticed() throws Exception {
        byte[] request = signed(theirs(TsigAlgorithm.HMAC_SHA256, NOW));
        int accepted = 0;
        for (int bit = 16; bit < request.length * 8; bit++) {
            byte[] changed = request.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            if (GATE.receive(changed) instanceof Received.Verified) accepted++;
        }
        // The case of the letters in the names of question, key and algorithm is one bit each; all
        // but those of the question are signed folded (RFC 8945 4.3.3).
        assertEquals("transferkey".length() + "hmacsha".length(), accepted);
        byte[] changed = request.clone();
        changed[14] = 'x';
        Message reply = refusal(changed);
        assertEquals(TsigRecord.BADSIG, reply.getTSIG().getError());
        assertEquals(0, reply.getTSIG().getSignature().length);
    }

    /** RFC 8945 5.2.3: signed, with the time of both. */
    @Test
    void aClockThatIsOffIsBadTime() throws Exception {
        TSIG edge = theirs(TsigAlgorithm.HMAC_SHA256, NOW.minusSeconds(300));
        assertInstanceOf(Received.Verified.class, GATE.receive(signed(edge)));
        TSIG late = theirs(TsigAlgorithm.HMAC_SHA256, NOW.minusSeconds(301));
        Message query = query();
        late.apply(query, null);
        var refused = assertInstanceOf(Received.Refused.class, GATE.receive(query.toWire()));
        TSIGRecord answer = new Message(refused.reply()).getTSIG();
        assertEquals(TsigRecord.BADTIME, answer.getError());
        assertEquals(NOW.minusSeconds(301), answer.getTimeSigned());
        assertArrayEquals(new byte[] {0, 0}, java.util.Arrays.copyOf(answer.getOther(), 2));
        assertEquals(32, answer.getSignature().length);
        // The client can check it with its own clock.
        var verifier = new TsigVerifier(KEY, query.getTSIG().getSignature(), CLOCK);
        var bad = assertInstanceOf(Checked.Bad.class, verifier.check(refused.reply()));
        assertTrue(bad.reason().contains("BADTIME"), bad.reason());
    }

    /** RFC 8945 5.2.2.1 and 5.2.4. */
    @Test
    void aShortenedSignatureIsBadTruncAndAVeryShortOneMalformed() throws Exception {
        assertEquals(TsigRecord.BADTRUNC, refusal(shortened(16)).getTSIG().getError());
        assertEquals(Rcode.FORMERR, refusal(shortened(15)).getHeader().getRcode());
    }

    private static byte[] shortened(int bytes) {
        byte[] whole = TsigSigner.ofRequest(KEY, CLOCK).sign(query().toWire());
        var tail = assertInstanceOf(TsigTail.Found.class, TsigTail.of(whole));
        byte[] mac = java.util.Arrays.copyOf(tail.tsig().mac(), bytes);
        return tail.tsig().withMac(mac).appendTo(query().toWire());
    }

    @Test
    void aSignatureThatIsNotLastIsMalformed() throws Exception {
        byte[] once = TsigSigner.ofRequest(KEY, CLOCK).sign(query().toWire());
        byte[] twice = TsigSigner.ofRequest(KEY, CLOCK).sign(once);
        assertEquals(Rcode.FORMERR, refusal(twice).getHeader().getRcode());
    }

    /** RFC 8945 5.3.1: each message of a stream leans on the one before. */
    @Test
    void aStreamIsGoodOnlyWhole() throws Exception {
        TsigSigner request = TsigSigner.ofRequest(KEY, CLOCK);
        request.sign(query().toWire());
        TsigSigner signer = TsigSigner.ofReply(KEY, request.mac(), CLOCK);
        byte[] first = signer.sign(query().toWire());
        byte[] second = signer.sign(query().toWire());
        var verifier = new TsigVerifier(KEY, request.mac(), CLOCK);
        assertFalse(verifier.isComplete());
        assertInstanceOf(Checked.Good.class, verifier.check(first));
        assertInstanceOf(Checked.Good.class, verifier.check(second));
        assertTrue(verifier.isComplete());
        var skipping = new TsigVerifier(KEY, request.mac(), CLOCK);
        assertInstanceOf(Checked.Bad.class, skipping.check(second));
        var repeated = new TsigVerifier(KEY, request.mac(), CLOCK);
        assertInstanceOf(Checked.Good.class, repeated.check(first));
        assertInstanceOf(Checked.Bad.class, repeated.check(first));
        // And dnsjava agrees.
        var stream =
                new TSIG.StreamVerifier(
                        theirs(TsigAlgorithm.HMAC_SHA256, NOW), ofMac(request.mac()));
        assertEquals(0, stream.verify(new Message(first), first));
        assertEquals(0, stream.verify(new Message(second), second));
    }

    private static TSIGRecord ofMac(byte[] mac) {
        Name algorithm = Name.fromConstantString("hmac-sha256.");
        var seconds = java.time.Duration.ofMinutes(5);
        return new TSIGRecord(KEY_NAME, 255, 0, algorithm, NOW, seconds, mac, 4711, 0, null);
    }

    @Test
    void aReplyThatIsNotSignedIsNotTrusted() {
        var verifier = new TsigVerifier(KEY, new byte[32], CLOCK);
        assertEquals("not signed", bad(verifier.check(query().toWire())));
    }

    private static String bad(Checked checked) {
        return assertInstanceOf(Checked.Bad.class, checked).reason();
    }

    @Test
    void noTextHoldsTheSecret() {
        assertEquals("transfer.key. (hmac-sha256)", KEY.toString());
        assertTrue(TsigAlgorithm.find("hmac-md5").isEmpty());
    }
}

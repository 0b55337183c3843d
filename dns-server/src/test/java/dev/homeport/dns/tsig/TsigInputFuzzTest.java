package dev.homeport.dns.tsig;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.tsig.TsigGate.Received;
import dev.homeport.dns.zone.DomainName;

import org.xbill.DNS.Name;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Any bytes with anything that may be a signature: let through, or refused in a few words. */
class TsigInputFuzzTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final TsigKey KEY =
            new TsigKey(
                    DomainName.of(Name.fromConstantString("move.")),
                    TsigAlgorithm.HMAC_SHA256,
                    "a secret of thirty-two bytes....".getBytes(StandardCharsets.US_ASCII));
    private static final TsigGate GATE = new TsigGate(() -> TsigKeys.of(List.of(KEY)), CLOCK);
    private static final int HEADER_BYTES = 12;

    /**
     * What a signed error adds to its request at most: our signature, and our time (8945 5.2.3).
     */
    private static final int ADDED_BYTES_MAX = 32 + 6;

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreLetThroughOrRefused(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes.length > 65_535) return;
        byte[] before = bytes.clone();
        switch (GATE.receive(bytes)) {
            case Received.Unsigned(byte[] message) -> {
                assertArrayEquals(before, message);
                signed(bytes);
            }
            case Received.Verified verified ->
                    assertTrue(verified.message().length < bytes.length, "without its signature");
            case Received.Refused(byte[] reply, String reason) -> refused(bytes, reply, reason);
        }
        assertArrayEquals(before, bytes, "a request is not written to");
    }

    private static void refused(byte[] request, byte[] reply, String reason) {
        DnsMessage said = DnsMessage.decode(reply).orElseThrow();
        assertTrue(said.isReply());
        assertEquals((request[0] & 0xff) << 8 | (request[1] & 0xff), said.id());
        assertTrue(said.rcode() == 1 || said.rcode() == 9, "FORMERR or NOTAUTH");
        assertTrue(reason.length() > 0);
        // Compressed owners are written out; but for that nobody is sent more than he sent.
        int most = request.length + DomainName.BYTES_MAX + ADDED_BYTES_MAX;
        assertTrue(reply.length <= most, reply.length + " bytes for " + request.length);
    }

    /** What is not signed is good once it is, and not with any byte of it changed. */
    private static void signed(byte[] plain) {
        byte[] signed = TsigSigner.ofRequest(KEY, CLOCK).sign(plain);
        var verified = assertInstanceOf(Received.Verified.class, GATE.receive(signed));
        assertArrayEquals(plain, verified.message());
        byte[] changed = signed.clone();
        changed[plain.length / 2 + 1] ^= 0x01;
        assertTrue(!(GATE.receive(changed) instanceof Received.Verified));
    }

    @FuzzTest(maxDuration = "60s")
    void anyRepliesAreReadOrFoundBad(byte[] bytes) {
        var verifier = new TsigVerifier(KEY, new byte[32], CLOCK);
        for (int from = 0; from < bytes.length && from < 8 * 512; from += 512) {
            byte[] reply = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 512));
            if (verifier.check(reply) instanceof TsigVerifier.Checked.Bad) return;
        }
    }
}

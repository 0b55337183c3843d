package dev.homeport.dns.tsig;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.message.OptRecord;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;

/** Checks the signatures of requests (RFC 8945 5.2). Thread-safe. */
public final class TsigGate {
    private static final int HEADER_BYTES = 12;

    private final Supplier<TsigKeys> keys;
    private final InstantSource clock;

    /**
     * @param keys gives those that hold now; asked once a message
     */
    public TsigGate(Supplier<TsigKeys> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What a request turned out to be. */
    public sealed interface Received {
        /** Nobody signed it. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
        record Unsigned(byte[] message) implements Received {}

        /**
         * It is what the holder of the key sent.
         *
         * @param message without the signature
         * @param signer signs the reply
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
        record Verified(byte[] message, TsigKey key, TsigSigner signer) implements Received {}

        /**
         * Its signature is not good.
         *
         * @param reply what to say to that
         * @param reason for the log
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
        record Refused(byte[] reply, String reason) implements Received {}
    }

    /**
     * Checks one request: key, signature, time, in this order (RFC 8945 5.2).
     *
     * @param request at least a header long
     */
    public Received receive(byte[] request) {
        return switch (TsigTail.of(request)) {
            case TsigTail.None() -> new Received.Unsigned(request);
            case TsigTail.Malformed() ->
                    new Received.Refused(error(request, Rcode.FORMERR), "malformed");
            case TsigTail.Found(byte[] signed, TsigRecord tsig) -> check(request, signed, tsig);
        };
    }

    private Received check(byte[] request, byte[] signed, TsigRecord tsig) {
        Optional<TsigKey> known =
                keys.get()
                        .find(tsig.key())
                        .filter(k -> k.algorithm().wireName().equals(tsig.algorithm()));
        // RFC 8945 5.2.1.
        if (known.isEmpty()) return unsignedError(request, tsig, TsigRecord.BADKEY, "unknown key");
        TsigKey key = known.get();
        TsigAlgorithm algorithm = key.algorithm();
        int macBytes = tsig.mac().length;
        // RFC 8945 5.2.2.1.
        if (macBytes > algorithm.macBytes() || macBytes < algorithm.macBytesMin()) {
            return new Received.Refused(error(request, Rcode.FORMERR), "signature of wrong length");
        }
        Mac mac = key.mac();
        mac.update(signed);
        mac.update(tsig.variables());
        byte[] computed = mac.doFinal();
        if (!MessageDigest.isEqual(Arrays.copyOf(computed, macBytes), tsig.mac())) {
            // RFC 8945 5.2.2: whoever does not know the secret gets nothing signed.
            return unsignedError(request, tsig, TsigRecord.BADSIG, "bad signature");
        }
        return checkTime(request, signed, tsig, key);
    }

    private Received checkTime(byte[] request, byte[] signed, TsigRecord tsig, TsigKey key) {
        long now = clock.instant().getEpochSecond();
        TsigSigner signer = TsigSigner.ofReply(key, tsig.mac(), clock);
        byte[] error = error(request, Rcode.NOTAUTH);
        if (Math.abs(now - tsig.timeSigned()) > tsig.fudge()) {
            // RFC 8945 5.2.3: signed, with the client's time, and ours to set the clock by.
            byte[] ours =
                    ByteBuffer.allocate(6).putShort((short) (now >> 32)).putInt((int) now).array();
            byte[] reply = signer.sign(error, tsig.timeSigned(), TsigRecord.BADTIME, ours);
            return new Received.Refused(reply, "clocks differ");
        }
        if (tsig.mac().length < key.algorithm().macBytes()) {
            // RFC 8945 5.2.4: whole signatures only.
            byte[] reply = signer.sign(error, now, TsigRecord.BADTRUNC, new byte[0]);
            return new Received.Refused(reply, "shortened signature");
        }
        byte[] message = signed.clone();
        // The reply goes to whoever asked, under the number that was used on the way.
        System.arraycopy(request, 0, message, 0, 2);
        return new Received.Verified(message, key, signer);
    }

    private static Received unsignedError(
            byte[] request, TsigRecord tsig, int error, String reason) {
        var answer =
                new TsigRecord(
                        tsig.key(),
                        tsig.algorithm(),
                        tsig.timeSigned(),
                        tsig.fudge(),
                        new byte[0],
                        tsig.originalId(),
                        error,
                        new byte[0]);
        byte[] reply = answer.appendTo(error(request, Rcode.NOTAUTH));
        return new Received.Refused(reply, reason + " " + tsig.key());
    }

    /** A reply of nothing but header, question and, if the request has it, OPT. */
    private static byte[] error(byte[] request, int rcode) {
        byte[] reply = bare(request, rcode);
        return DnsMessage.decode(request)
                .flatMap(OptRecord::of)
                .map(opt -> opt.answeredIn(reply, rcode))
                .orElse(reply);
    }

    private static byte[] bare(byte[] request, int rcode) {
        int end = questionEnd(request);
        byte[] reply = Arrays.copyOf(request, end);
        reply[2] = (byte) (0x80 | (request[2] & 0x79));
        reply[3] = (byte) rcode;
        reply[4] = 0;
        reply[5] = (byte) (end > HEADER_BYTES ? 1 : 0);
        Arrays.fill(reply, 6, HEADER_BYTES, (byte) 0);
        return reply;
    }

    /** The end of a single question that nothing is wrong with, or of the header. */
    private static int questionEnd(byte[] request) {
        if (request[4] != 0 || request[5] != 1) return HEADER_BYTES;
        int at = HEADER_BYTES;
        while (at < request.length && request[at] > 0) at += request[at] + 1;
        boolean whole = at + 5 <= request.length && request[at] == 0;
        return whole ? at + 5 : HEADER_BYTES;
    }
}

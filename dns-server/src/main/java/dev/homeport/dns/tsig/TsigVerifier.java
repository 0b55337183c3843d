package dev.homeport.dns.tsig;

import java.security.MessageDigest;
import java.time.InstantSource;

import javax.crypto.Mac;

/**
 * Checks the messages of a reply to a request that we signed (RFC 8945 5.3, 5.4). Not thread-safe.
 */
public final class TsigVerifier {
    /** RFC 8945 5.3.1: at least every hundredth message is signed. */
    private static final int UNSIGNED_MAX = 99;

    private final TsigKey key;
    private final InstantSource clock;
    private byte[] priorMac;
    private Mac running;
    private int unsigned;
    private boolean continues;

    /** What a message turned out to be. */
    public sealed interface Checked {
        /**
         * Everything up to here is what the other side sent.
         *
         * @param message without its signature
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
        record Good(byte[] message) implements Checked {}

        /** Not signed itself; good only if a later one is {@link Good}. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
        record Pending(byte[] message) implements Checked {}

        /** Not to be trusted, nor anything after it. */
        record Bad(String reason) implements Checked {}
    }

    /**
     * @param requestMac of the request, from {@link TsigSigner#mac}
     */
    public TsigVerifier(TsigKey key, byte[] requestMac, InstantSource clock) {
        this.key = key;
        this.clock = clock;
        this.priorMac = requestMac.clone();
        this.running = begun();
    }

    private Mac begun() {
        Mac mac = key.mac();
        TsigSigner.addPrior(mac, priorMac);
        return mac;
    }

    /** Checks the next message. After a {@link Checked.Bad} there is no next one. */
    public Checked check(byte[] message) {
        return switch (TsigTail.of(message)) {
            case TsigTail.Malformed() -> new Checked.Bad("malformed message");
            case TsigTail.None() -> pending(message);
            case TsigTail.Found(byte[] signed, TsigRecord tsig) -> check(signed, tsig);
        };
    }

    private Checked pending(byte[] message) {
        // RFC 8945 5.3.1: the first one is signed in any case.
        if (!continues) return new Checked.Bad("not signed");
        if (++unsigned > UNSIGNED_MAX) return new Checked.Bad("too long without a signature");
        running.update(message);
        return new Checked.Pending(message);
    }

    private Checked check(byte[] signed, TsigRecord tsig) {
        if (!tsig.key().equals(key.name())
                || !tsig.algorithm().equals(key.algorithm().wireName())) {
            return new Checked.Bad("signed with another key, " + tsig.key());
        }
        if (tsig.mac().length == 0 && tsig.error() != 0) {
            return new Checked.Bad("refused our signature: " + errorText(tsig.error()));
        }
        running.update(signed);
        running.update(continues ? tsig.timers() : tsig.variables());
        byte[] computed = running.doFinal();
        if (!MessageDigest.isEqual(computed, tsig.mac())) {
            return new Checked.Bad("its signature is not good");
        }
        if (tsig.error() != 0) {
            return new Checked.Bad("refused our signature: " + errorText(tsig.error()));
        }
        long now = clock.instant().getEpochSecond();
        if (Math.abs(now - tsig.timeSigned()) > tsig.fudge()) {
            return new Checked.Bad("its clock and ours differ by more than " + tsig.fudge() + " s");
        }
        priorMac = computed;
        running = begun();
        continues = true;
        unsigned = 0;
        return new Checked.Good(signed);
    }

    /** Whether everything so far is covered by a signature. */
    public boolean isComplete() {
        return continues && unsigned == 0;
    }

    private static String errorText(int error) {
        return switch (error) {
            case TsigRecord.BADSIG -> "BADSIG, the secrets differ";
            case TsigRecord.BADKEY -> "BADKEY, it does not know the key or its algorithm";
            case TsigRecord.BADTIME -> "BADTIME, the clocks differ";
            case TsigRecord.BADTRUNC -> "BADTRUNC, the signature is too short";
            default -> "error " + error;
        };
    }
}

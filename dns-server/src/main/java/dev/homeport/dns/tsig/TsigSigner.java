package dev.homeport.dns.tsig;

import java.nio.ByteBuffer;
import java.time.InstantSource;

import javax.crypto.Mac;

/**
 * Signs messages of one exchange: a request, or the messages of a reply one after the other (RFC
 * 8945 5.1, 5.3). Not thread-safe.
 */
public final class TsigSigner {
    /** Seconds that clocks may differ (RFC 8945 10). */
    public static final int FUDGE_SECONDS = 300;

    private final TsigKey key;
    private final InstantSource clock;
    private byte[] priorMac;
    private boolean continues;

    private TsigSigner(TsigKey key, byte[] priorMac, InstantSource clock) {
        this.key = key;
        this.priorMac = priorMac;
        this.clock = clock;
    }

    /** Signs a request of ours; {@link #mac} is what the reply refers to. */
    public static TsigSigner ofRequest(TsigKey key, InstantSource clock) {
        return new TsigSigner(key, new byte[0], clock);
    }

    /**
     * Signs the reply to a request.
     *
     * @param requestMac the signature of the request
     */
    public static TsigSigner ofReply(TsigKey key, byte[] requestMac, InstantSource clock) {
        return new TsigSigner(key, requestMac, clock);
    }

    /** Bytes that {@link #sign} adds at most. */
    public static int recordBytes(TsigKey key) {
        return key.name().length()
                + 10
                + key.algorithm().wireName().length()
                + 16
                + key.algorithm().macBytes()
                + 6;
    }

    /** The message with a signature at its end. */
    public byte[] sign(byte[] message) {
        long now = clock.instant().getEpochSecond();
        return sign(message, now, 0, new byte[0]);
    }

    byte[] sign(byte[] message, long time, int error, byte[] other) {
        int id = ByteBuffer.wrap(message).getShort(0) & 0xffff;
        var unsigned =
                new TsigRecord(
                        key.name(),
                        key.algorithm().wireName(),
                        time,
                        FUDGE_SECONDS,
                        new byte[0],
                        id,
                        error,
                        other);
        Mac mac = key.mac();
        addPrior(mac, priorMac);
        mac.update(message);
        mac.update(continues ? unsigned.timers() : unsigned.variables());
        priorMac = mac.doFinal();
        continues = true;
        return unsigned.withMac(priorMac).appendTo(message);
    }

    /** RFC 8945 4.3.1: a signature that came before stands behind its length. */
    static void addPrior(Mac mac, byte[] prior) {
        if (prior.length == 0) return;
        mac.update((byte) (prior.length >> 8));
        mac.update((byte) prior.length);
        mac.update(prior);
    }

    /** The last signature made. */
    public byte[] mac() {
        return priorMac.clone();
    }
}

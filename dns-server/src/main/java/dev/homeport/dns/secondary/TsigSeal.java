package dev.homeport.dns.secondary;

import dev.homeport.dns.tsig.TsigKey;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.tsig.TsigSigner;
import dev.homeport.dns.tsig.TsigVerifier;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.function.Supplier;

/** Signs with a key that we share with a primary (RFC 8945). */
final class TsigSeal implements Seal {
    private final TsigKey key;
    private final InstantSource clock;
    private @Nullable TsigVerifier verifier;

    private TsigSeal(TsigKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Seals by the keys that hold when an exchange begins; primaries without a key are asked
     * unsigned.
     */
    static Seals of(Supplier<TsigKeys> keys, InstantSource clock) {
        return primary -> {
            if (primary.findKey().isEmpty()) return Seal.NONE;
            TsigKey key =
                    keys.get()
                            .find(primary.findKey().get())
                            .orElseThrow(() -> new BadTransfer("its key is not configured"));
            return new TsigSeal(key, clock);
        };
    }

    @Override
    public byte[] sign(byte[] question) {
        TsigSigner signer = TsigSigner.ofRequest(key, clock);
        byte[] signed = signer.sign(question);
        verifier = new TsigVerifier(key, signer.mac(), clock);
        return signed;
    }

    @Override
    public byte[] check(byte[] message) throws BadTransfer {
        return switch (verifier().check(message)) {
            case TsigVerifier.Checked.Good(byte[] plain) -> plain;
            case TsigVerifier.Checked.Pending(byte[] plain) -> plain;
            case TsigVerifier.Checked.Bad(String reason) ->
                    throw new BadTransfer("TSIG: " + reason);
        };
    }

    @Override
    public void end() throws BadTransfer {
        // RFC 8945 5.3.1: the last message is signed.
        if (!verifier().isComplete()) throw new BadTransfer("TSIG: its end is not signed");
    }

    private TsigVerifier verifier() {
        if (verifier == null) throw new IllegalStateException("nothing was signed");
        return verifier;
    }
}

package dev.homeport.dns.update;

import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Tells whether two zones have the same records, whatever their order; against slips, not against
 * forgers.
 */
final class Fingerprint {
    static final int BYTES = 32;

    private Fingerprint() {}

    static byte[] of(Zone zone) {
        byte[] sum = new byte[BYTES];
        MessageDigest digest = digest();
        for (Rrset rrset : zone.rrsets()) {
            add(sum, digest, rrset);
            rrset.signatures().ifPresent(signatures -> add(sum, digest, signatures));
        }
        return sum;
    }

    private static void add(byte[] sum, MessageDigest digest, Rrset rrset) {
        for (byte[] rdata : rrset.rdata()) {
            digest.update(rrset.owner().wire());
            ByteBuffer numbers = ByteBuffer.allocate(6);
            digest.update(numbers.putShort((short) rrset.type()).putInt(rrset.ttl()).array());
            byte[] one = digest.digest(rdata);
            for (int i = 0; i < BYTES; i++) sum[i] ^= one[i];
        }
    }

    static boolean same(Zone zone, byte[] fingerprint) {
        return Arrays.equals(of(zone), fingerprint);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}

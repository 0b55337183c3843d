package dev.homeport.dns.peer;

import java.net.InetAddress;

/**
 * All addresses that begin with the same bits. Immutable.
 *
 * @param address any of them
 * @param bits that they share: 0 to 32 or 0 to 128
 */
public record Prefix(InetAddress address, int bits) {
    public Prefix {
        int most = 8 * address.getAddress().length;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("bits are not in 0.." + most + ": " + bits);
        }
    }

    /** A form for comparing that needs no object. */
    Mask mask() {
        ClientAddress first = new ClientAddress();
        first.set(address);
        if (address.getAddress().length == ClientAddress.V4_BYTES || first.bytes() != 4) {
            return Mask.of(first, bits);
        }
        // ::ffff:a.b.c.d/n is written of an IPv4 address by its other name.
        return Mask.of(first, Math.max(0, bits - 96));
    }

    /** The bits that count, and what they have to be. */
    record Mask(int bytes, long highMask, long lowMask, long high, long low) {
        static Mask of(ClientAddress address, int bits) {
            long highMask = Prefix.high(address, bits);
            long lowMask = Prefix.low(address, bits);
            return new Mask(
                    address.bytes(),
                    highMask,
                    lowMask,
                    address.high() & highMask,
                    address.low() & lowMask);
        }

        boolean covers(ClientAddress client) {
            return client.bytes() == bytes
                    && (client.high() & highMask) == high
                    && (client.low() & lowMask) == low;
        }
    }

    private static long high(ClientAddress address, int bits) {
        return address.bytes() == ClientAddress.V4_BYTES ? 0 : leading(Math.min(64, bits));
    }

    private static long low(ClientAddress address, int bits) {
        if (address.bytes() == ClientAddress.V4_BYTES) return leading(bits) >>> 32;
        return leading(Math.max(0, bits - 64));
    }

    private static long leading(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}

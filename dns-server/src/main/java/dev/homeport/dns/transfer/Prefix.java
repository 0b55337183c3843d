package dev.homeport.dns.transfer;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses, such as 192.0.2.0/24. Immutable.
 *
 * @param address the first one
 * @param bits how many leading bits all of them share; as many as an address has for a single one
 */
public record Prefix(InetAddress address, int bits) {
    public Prefix {
        byte[] bytes = address.getAddress();
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("a prefix of " + bits + " bits");
        }
        if (!Arrays.equals(bytes, leading(bytes, bits))) {
            throw new IllegalArgumentException(
                    address.getHostAddress() + " has bits behind its first " + bits);
        }
    }

    /** One address alone. */
    public static Prefix of(InetAddress address) {
        return new Prefix(address, address.getAddress().length * 8);
    }

    /** Whether an address lies in the range; an address of the other family never does. */
    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        byte[] mine = address.getAddress();
        return bytes.length == mine.length && Arrays.equals(leading(bytes, bits), mine);
    }

    private static byte[] leading(byte[] bytes, int bits) {
        byte[] kept = new byte[bytes.length];
        int whole = bits / 8;
        System.arraycopy(bytes, 0, kept, 0, whole);
        if (bits % 8 != 0) kept[whole] = (byte) (bytes[whole] & (0xff << (8 - bits % 8)));
        return kept;
    }

    @Override
    public String toString() {
        boolean single = bits == address.getAddress().length * 8;
        return address.getHostAddress() + (single ? "" : "/" + bits);
    }
}

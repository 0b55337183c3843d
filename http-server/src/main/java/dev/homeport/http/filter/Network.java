package dev.homeport.http.filter;

import java.net.InetAddress;

/**
 * All addresses that begin with the same bits. Immutable.
 *
 * @param address any of them
 * @param bits that they share: 0 to 32 or 0 to 128
 */
public record Network(InetAddress address, int bits) {
    public Network {
        int most = 8 * address.getAddress().length;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("bits are not in 0.." + most + ": " + bits);
        }
    }

    /** Whether {@code other} is one of them; IPv4 and IPv6 never meet. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) return false;
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) if (mine[i] != theirs[i]) return false;
        int mask = (0xff00 >> (bits % 8)) & 0xff;
        return mask == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}

package dev.homeport.dns.peer;

import java.net.InetAddress;

/**
 * The address of who asks, as numbers, so that an edge can set it anew for each message without
 * garbage, from whatever form the system gives it in. Not thread-safe: one a loop.
 */
public final class ClientAddress {
    /** What {@link #bytes} says of an IPv4 address. */
    public static final int V4_BYTES = 4;

    /** What {@link #bytes} says of an IPv6 address. */
    public static final int V6_BYTES = 16;

    /** The first 96 bits of an IPv4 address in an IPv6 socket (RFC 4291 2.5.5.2). */
    private static final long MAPPED = 0xffffL;

    private long high;
    private long low;
    private int bytes;

    /** An address that is not known. */
    public ClientAddress() {}

    /** Sets an IPv4 address, its first byte in the highest bits. */
    public void setV4(int address) {
        high = 0;
        low = Integer.toUnsignedLong(address);
        bytes = V4_BYTES;
    }

    /**
     * Sets an IPv6 address; one that stands for an IPv4 address is taken for that.
     *
     * @param first the first eight bytes, in network order
     * @param last the last eight bytes, in network order
     */
    public void setV6(long first, long last) {
        if (first == 0 && last >>> 32 == MAPPED) {
            setV4((int) last);
            return;
        }
        high = first;
        low = last;
        bytes = V6_BYTES;
    }

    /** Sets an address of the JDK; this makes a copy of its bytes, which the others do not. */
    public void set(InetAddress address) {
        byte[] raw = address.getAddress();
        if (raw.length == V4_BYTES) setV4((int) number(raw, 0, V4_BYTES));
        else setV6(number(raw, 0, 8), number(raw, 8, 8));
    }

    private static long number(byte[] raw, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) number = number << 8 | (raw[i] & 0xff);
        return number;
    }

    /** Forgets the address. */
    public void clear() {
        high = 0;
        low = 0;
        bytes = 0;
    }

    /** How many bytes the address has: 4, 16, or 0 when it is not known. */
    public int bytes() {
        return bytes;
    }

    /** The first eight bytes of an IPv6 address, 0 of others. */
    long high() {
        return high;
    }

    /** The last eight bytes of an IPv6 address, or all four of an IPv4 address. */
    long low() {
        return low;
    }

    /** Writes its {@link #bytes} in network order to a place in an array. */
    public void copyTo(byte[] target, int offset) {
        if (bytes == V6_BYTES) {
            put(target, offset, high, 8);
            put(target, offset + 8, low, 8);
        } else {
            put(target, offset, low, bytes);
        }
    }

    private static void put(byte[] target, int offset, long number, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
    }
}

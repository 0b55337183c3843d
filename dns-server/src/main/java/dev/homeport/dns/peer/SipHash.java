package dev.homeport.dns.peer;

/**
 * SipHash-2-4: a keyed hash of short messages to 64 bits, which nobody can guess without the key
 * (Aumasson and Bernstein, 2012).
 */
final class SipHash {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /**
     * Hashes a part of an array.
     *
     * @param k0 the first eight bytes of the key, the first of them lowest
     * @param k1 the last eight bytes
     * @return the hash, whose lowest byte goes first on the wire
     */
    static long hash(long k0, long k1, byte[] message, int offset, int length) {
        SipHash state = new SipHash(k0, k1);
        int whole = length & -8;
        for (int i = 0; i < whole; i += 8) state.take(word(message, offset + i, 8));
        long rest = word(message, offset + whole, length - whole);
        state.take((long) length << 56 | rest);
        return state.end();
    }

    /** Up to eight bytes as a number, the first of them lowest. */
    static long word(byte[] bytes, int offset, int length) {
        long word = 0;
        for (int i = length - 1; i >= 0; i--) word = word << 8 | (bytes[offset + i] & 0xff);
        return word;
    }

    private void take(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private long end() {
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++) round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}

package dev.homeport.dns.load;

import java.util.BitSet;

/** Record types as windows of bits (RFC 4034 4.1.2). */
final class TypeBitmap {
    private static final int WINDOW_BITS = 256;

    private TypeBitmap() {}

    /** Puts the types that the words from one on name. */
    static void put(Tokens tokens, int from, Bytes out) throws BadWord {
        BitSet types = new BitSet();
        for (int token = from; token < tokens.count(); token++) {
            int type = TypeWords.type(tokens, token);
            if (type < 0) {
                throw new BadWord(token, "\"" + tokens.shown(token) + "\" is no record type");
            }
            types.set(type);
        }
        for (int type = types.nextSetBit(0); type >= 0; ) {
            int window = type / WINDOW_BITS;
            putWindow(window, types.get(window * WINDOW_BITS, (window + 1) * WINDOW_BITS), out);
            type = types.nextSetBit((window + 1) * WINDOW_BITS);
        }
    }

    private static void putWindow(int window, BitSet bits, Bytes out) {
        int bytes = (bits.length() + 7) / 8;
        out.put(window);
        out.put(bytes);
        int start = out.length();
        for (int i = 0; i < bytes; i++) out.put(0);
        byte[] array = out.array();
        // The first type of a window is the highest bit of its first byte.
        bits.stream().forEach(bit -> array[start + bit / 8] |= (byte) (0x80 >> (bit % 8)));
    }
}

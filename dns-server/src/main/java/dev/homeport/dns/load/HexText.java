package dev.homeport.dns.load;

/** Reads bytes written as hexadecimal, base 32 and base 64 digits (RFC 4648). */
final class HexText {
    private static final byte[] BASE64 = base64();

    private HexText() {}

    private static byte[] base64() {
        byte[] values = new byte[256];
        java.util.Arrays.fill(values, (byte) -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) values[digits.charAt(i)] = (byte) i;
        return values;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int digit(byte b) {
        if (b >= '0' && b <= '9') return b - '0';
        if (b >= 'a' && b <= 'f') return b - 'a' + 10;
        return b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }

    /** Puts the bytes of one or more words; white space may stand anywhere between digits. */
    static void putHex(Tokens tokens, int from, int to, Bytes out) throws BadWord {
        int high = -1;
        for (int token = from; token < to; token++) {
            for (int i = tokens.start(token); i < tokens.end(token); i++) {
                int digit = digit(tokens.text()[i]);
                if (digit < 0) throw new BadWord(token, quoted(tokens, token) + "not hexadecimal");
                if (high >= 0) out.put(high << 4 | digit);
                high = high >= 0 ? -1 : digit;
            }
        }
        if (high >= 0) throw new BadWord(to - 1, "there is an odd number of hexadecimal digits");
    }

    private static String quoted(Tokens tokens, int token) {
        return "\"" + tokens.shown(token) + "\" is ";
    }

    /** Puts the bytes of one or more words; white space may stand anywhere between digits. */
    static void putBase64(Tokens tokens, int from, int to, Bytes out) throws BadWord {
        int bits = 0;
        int digits = 0;
        int padding = 0;
        for (int token = from; token < to; token++) {
            for (int i = tokens.start(token); i < tokens.end(token); i++) {
                byte b = tokens.text()[i];
                int value = BASE64[b & 0xff];
                boolean pads = b == '=';
                if (pads ? ++padding > 2 : value < 0 || padding > 0) {
                    throw new BadWord(token, quoted(tokens, token) + "not base 64");
                }
                bits = bits << 6 | (pads ? 0 : value);
                if (++digits % 4 == 0) {
                    // What padding hides has to be nothing, or two texts would be one key.
                    if ((bits & ((1 << (8 * padding)) - 1)) != 0) digits++;
                    for (int k = 0; k < 3 - padding; k++) out.put(bits >> (16 - 8 * k));
                    bits = 0;
                }
            }
        }
        if (digits % 4 != 0) throw new BadWord(to - 1, "the base 64 text is not whole");
    }

    /** Puts the bytes of a word in base 32 with the extended hexadecimal alphabet, unpadded. */
    static void putBase32Hex(Tokens tokens, int token, Bytes out) throws BadWord {
        long bits = 0;
        int count = 0;
        for (int i = tokens.start(token); i < tokens.end(token); i++) {
            int value = base32(tokens.text()[i]);
            if (value < 0) throw new BadWord(token, quoted(tokens, token) + "not base 32");
            bits = bits << 5 | value;
            count += 5;
            if (count >= 8) {
                count -= 8;
                out.put((int) (bits >> count));
            }
        }
        boolean rest = (bits & ((1L << count) - 1)) != 0;
        if (rest || count >= 5) throw new BadWord(token, "the base 32 text is not whole");
    }

    private static int base32(byte b) {
        if (b >= '0' && b <= '9') return b - '0';
        if (b >= 'a' && b <= 'v') return b - 'a' + 10;
        return b >= 'A' && b <= 'V' ? b - 'A' + 10 : -1;
    }
}

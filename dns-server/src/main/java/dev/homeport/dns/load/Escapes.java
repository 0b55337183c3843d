package dev.homeport.dns.load;

/** Backslashes in master files (RFC 1035 5.1): {@code \DDD} is a byte, {@code \X} is X itself. */
final class Escapes {
    private Escapes() {}

    /** The byte that is meant by the backslash at a place; -1 when it stands for none. */
    static int value(byte[] text, int at, int end) {
        if (at + 1 >= end) return -1;
        if (!isDigit(text[at + 1])) return text[at + 1] & 0xff;
        if (at + 3 >= end || !isDigit(text[at + 2]) || !isDigit(text[at + 3])) return -1;
        int value = (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + text[at + 3] - '0';
        return value > 255 ? -1 : value;
    }

    /** How many bytes of text that is. */
    static int length(byte[] text, int at) {
        return isDigit(text[at + 1]) ? 4 : 2;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}

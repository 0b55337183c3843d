package dev.homeport.dns.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

/** The vectors that come with SipHash: key 00..0f, messages 00, 00 01, … of 0 to 63 bytes. */
class SipHashTest {
    private static String hash(int length) {
        byte[] bytes = new byte[length + 3];
        for (int i = 0; i < length; i++) bytes[i + 1] = (byte) i;
        CookieSecret key = CookieSecret.parse("000102030405060708090a0b0c0d0e0f");
        long hash = Long.reverseBytes(key.hash(bytes, 1, length));
        return HexFormat.of().toHexDigits(hash);
    }

    @Test
    void hashesAsTheReferenceDoes() {
        assertEquals("310e0edd47db6f72", hash(0));
        assertEquals("fd67dc93c539f874", hash(1));
        assertEquals("5a4fa9d909806c0d", hash(2));
        assertEquals("2d7efbd796666785", hash(3));
        assertEquals("37d1018bf50002ab", hash(7));
        assertEquals("6224939a79f5f593", hash(8));
        assertEquals("e545be4961ca29a1", hash(15));
        assertEquals("724506eb4c328a95", hash(63));
    }
}

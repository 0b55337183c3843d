package dev.homeport.dns.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.dns.peer.ServerCookies.Standing;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Server cookies as all servers make them (RFC 9018). */
class ServerCookiesTest {
    private static final String OLD = "dd3bdf9344b678b185a6f5cb60fca715";
    private static final String NEW = "445536bcd2513298075a5d379663c962";
    private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
    private static final String CLIENT = "2464c4abcf10c957";
    private static final String COOKIE = CLIENT + "010000005cf79f111f8130c3eee29480";
    private static final long MADE = 0x5cf79f11L;

    /** The answer to a cookie: its standing and the cookie that goes back. */
    private static String exchange(String address, long second, String cookie, String... secrets) {
        var keys = Arrays.stream(secrets).map(CookieSecret::parse).toList();
        var cookies = new ServerCookies(() -> Instant.ofEpochSecond(second), keys);
        ClientAddress client = new ClientAddress();
        client.set(InetAddress.ofLiteral(address));
        byte[] sent = HexFormat.of().parseHex("ff" + cookie);
        byte[] target = new byte[ServerCookies.WORK_BYTES + 2];
        Standing standing = cookies.exchange(client, sent, 1, sent.length - 1, target, 1);
        return standing + " " + HexFormat.of().formatHex(target, 1, 1 + ServerCookies.BYTES);
    }

    private static String at(long second) {
        return exchange("198.51.100.100", second, COOKIE, SECRET);
    }

    @Test
    void aNewCookieIsThatOfRfc9018AppendixA1() {
        assertEquals("UNPROVEN " + COOKIE, exchange("198.51.100.100", MADE, CLIENT, SECRET));
    }

    @Test
    void anOldCookieIsRenewedAsInRfc9018AppendixA2() {
        assertEquals(
                "UNPROVEN " + CLIENT + "010000005cf7a871d4a564a1442aca77",
                exchange("198.51.100.100", 0x5cf7a871L, CLIENT, SECRET));
        // Forty minutes later the first is still good, and is renewed.
        assertEquals("PROVEN " + CLIENT + "010000005cf7a871d4a564a1442aca77", at(0x5cf7a871L));
    }

    @Test
    void reservedBytesAreHashedAsInRfc9018AppendixA3() {
        String cookie = "fc93fc62807ddb86" + "01abcdef5cf78f71a314227b6679ebf5";
        assertEquals("PROVEN " + cookie, exchange("203.0.113.203", 0x5cf78f71L, cookie, SECRET));
        assertEquals(
                "PROVEN fc93fc62807ddb86010000005cf7a871",
                exchange("203.0.113.203", 0x5cf78f71L + 1801, cookie, SECRET)
                        .replaceFirst("01000000.*", "010000005cf7a871"));
    }

    @Test
    void anOlderSecretStillChecksAsInRfc9018AppendixA4() {
        String client = "22681ab97d52c298";
        String byOld = client + "010000005cf7c57926556bd0934c72f8";
        String byNew = client + "010000005cf7c609a6bb79d16625507a";
        String address = "2001:db8:220:1:59de:d0f4:8769:82b8";
        assertEquals("UNPROVEN " + byOld, exchange(address, 0x5cf7c579L, client, OLD));
        assertEquals("PROVEN " + byOld, exchange(address, 0x5cf7c609L, byOld, OLD, NEW));
        assertEquals("PROVEN " + byNew, exchange(address, 0x5cf7c609L, byOld, NEW, OLD));
        assertEquals("UNPROVEN " + byNew, exchange(address, 0x5cf7c609L, byOld, NEW));
    }

    @Test
    void aCookieIsKeptForHalfAnHourAndGoodForAnHour() {
        assertEquals("PROVEN " + COOKIE, at(MADE + 1800));
        assertEquals("PROVEN", at(MADE + 1801).substring(0, 6));
        assertEquals(false, at(MADE + 1801).endsWith(COOKIE));
        assertEquals("PROVEN", at(MADE + 3600).substring(0, 6));
        assertEquals("UNPROVEN", at(MADE + 3601).substring(0, 8));
    }

    @Test
    void aClockFiveMinutesBehindIsBearable() {
        assertEquals("PROVEN " + COOKIE, at(MADE - 300));
        assertEquals("UNPROVEN", at(MADE - 301).substring(0, 8));
    }

    @Test
    void whatIsNotExactlyOursProvesNothing() {
        for (int i = 0; i < COOKIE.length() / 2; i++) {
            byte[] bytes = HexFormat.of().parseHex(COOKIE);
            bytes[i] ^= 0x10;
            String changed = HexFormat.of().formatHex(bytes);
            String answer = exchange("198.51.100.100", MADE, changed, SECRET);
            assertEquals("UNPROVEN", answer.substring(0, 8), "byte " + i);
        }
        assertEquals("UNPROVEN", exchange("198.51.100.101", MADE, COOKIE, SECRET).substring(0, 8));
        assertEquals(
                "UNPROVEN",
                exchange("198.51.100.100", MADE, COOKIE + "00", SECRET).substring(0, 8));
        assertEquals(
                "UNPROVEN",
                exchange("198.51.100.100", MADE, COOKIE.substring(0, 46), SECRET).substring(0, 8));
    }

    @Test
    void secretsAreSixteenBytesInHexAndStaySecret() {
        assertThrows(IllegalArgumentException.class, () -> CookieSecret.parse(SECRET + "00"));
        assertThrows(IllegalArgumentException.class, () -> CookieSecret.parse("00"));
        var wrong =
                assertThrows(
                        IllegalArgumentException.class, () -> CookieSecret.parse("not hex at all"));
        assertEquals("a cookie secret is not hexadecimal", wrong.getMessage());
        assertEquals("cookie secret", CookieSecret.parse(SECRET).toString());
        assertFalse(CookieSecret.random(new SplittableRandom(1)).toString().contains("="));
    }

    @Test
    void withoutSecretsThereAreNoCookies() {
        assertFalse(ServerCookies.off().isOn());
        var cookies = ServerCookies.off();
        cookies.publish(List.of(CookieSecret.parse(SECRET)));
        assertEquals(true, cookies.isOn());
    }
}

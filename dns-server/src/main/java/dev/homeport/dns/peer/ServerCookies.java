package dev.homeport.dns.peer;

import java.time.InstantSource;
import java.util.List;

/**
 * Makes and checks server cookies, which prove that who asks gets mail at the address it gives (RFC
 * 7873, RFC 9018 4). Thread-safe, without garbage; the secrets may change at any time.
 *
 * <pre>
 *   client cookie (8) | version 1 (1) | reserved (3) | time (4) | hash (8)
 * </pre>
 */
public final class ServerCookies {
    /** Bytes of a client's half. */
    public static final int CLIENT_BYTES = 8;

    /** Bytes of both halves as we make them. */
    public static final int BYTES = 24;

    /** Room that making a cookie takes, which is more than the cookie itself. */
    public static final int WORK_BYTES = CLIENT_BYTES + 8 + ClientAddress.V6_BYTES;

    private static final byte VERSION = 1;
    private static final int TIME_AT = 12;
    private static final int HASH_AT = 16;

    // RFC 9018 4.3
    private static final int AGE_MAX = 3600;
    private static final int AGE_RENEWED = 1800;
    private static final int AHEAD_MAX = 300;

    private final InstantSource clock;
    private volatile List<CookieSecret> secrets;

    /** What a cookie proves. */
    public enum Standing {
        /** Nothing: there is no server's half, or it is not ours, or too old. */
        UNPROVEN,
        /** Whoever sent it got it from us at the very address. */
        PROVEN
    }

    /**
     * @param secrets the first makes cookies, all of them check; none means that there are no
     *     cookies
     */
    public ServerCookies(InstantSource clock, List<CookieSecret> secrets) {
        this.clock = clock;
        this.secrets = List.copyOf(secrets);
    }

    /** No cookies at all. */
    public static ServerCookies off() {
        return new ServerCookies(InstantSource.system(), List.of());
    }

    /** Other secrets hold from now on. Keep the old one behind the new for an hour. */
    public void publish(List<CookieSecret> next) {
        secrets = List.copyOf(next);
    }

    /** Whether there are cookies. */
    public boolean isOn() {
        return !secrets.isEmpty();
    }

    /**
     * Checks a cookie and writes the one to answer with, of {@link #BYTES} bytes: the same as long
     * as it is fresh and of the newest secret.
     *
     * @param client who sent it; known
     * @param cookie holds the client's half at {@code from}, and right behind it the server's
     * @param length of both together
     * @param target has room for {@link #WORK_BYTES} at {@code to}
     */
    public Standing exchange(
            ClientAddress client, byte[] cookie, int from, int length, byte[] target, int to) {
        List<CookieSecret> current = secrets;
        int now = (int) (clock.millis() / 1000);
        int with = verified(current, client, cookie, from, length, now, target, to);
        if (with == 0 && age(cookie, from, now) <= AGE_RENEWED) {
            System.arraycopy(cookie, from, target, to, BYTES);
            return Standing.PROVEN;
        }
        System.arraycopy(cookie, from, target, to, CLIENT_BYTES);
        target[to + CLIENT_BYTES] = VERSION;
        for (int i = CLIENT_BYTES + 1; i < TIME_AT; i++) target[to + i] = 0;
        for (int i = 0; i < 4; i++) target[to + TIME_AT + i] = (byte) (now >>> (24 - 8 * i));
        long hash = hash(current.getFirst(), client, target, to);
        for (int i = 0; i < 8; i++) target[to + HASH_AT + i] = (byte) (hash >>> (8 * i));
        return with >= 0 ? Standing.PROVEN : Standing.UNPROVEN;
    }

    /** Which secret made the cookie, or -1. */
    private static int verified(
            List<CookieSecret> secrets,
            ClientAddress client,
            byte[] cookie,
            int from,
            int length,
            int now,
            byte[] target,
            int to) {
        if (length != BYTES || cookie[from + CLIENT_BYTES] != VERSION) return -1;
        int age = age(cookie, from, now);
        if (age > AGE_MAX || age < -AHEAD_MAX) return -1;
        long hash = SipHash.word(cookie, from + HASH_AT, 8);
        // RFC 9018 4.4: the reserved bytes are hashed as they came.
        System.arraycopy(cookie, from, target, to, HASH_AT);
        for (int i = 0; i < secrets.size(); i++) {
            if (hash(secrets.get(i), client, target, to) == hash) return i;
        }
        return -1;
    }

    /** In seconds, by the arithmetic of serial numbers (RFC 9018 4.3, RFC 1982). */
    private static int age(byte[] cookie, int from, int now) {
        int time = 0;
        for (int i = 0; i < 4; i++) time = time << 8 | (cookie[from + TIME_AT + i] & 0xff);
        return now - time;
    }

    /** The address stands for a moment where the hash will be. */
    private static long hash(CookieSecret secret, ClientAddress client, byte[] target, int to) {
        client.copyTo(target, to + HASH_AT);
        return secret.hash(target, to, HASH_AT + client.bytes());
    }
}

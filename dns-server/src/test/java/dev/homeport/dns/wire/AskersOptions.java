package dev.homeport.dns.wire;

import dev.homeport.dns.peer.ClientAddress;
import dev.homeport.dns.peer.CookieSecret;
import dev.homeport.dns.peer.ServerCookies;

import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The EDNS options that askers send, and what we need to answer them. */
final class AskersOptions {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final List<CookieSecret> SECRETS = List.of(new CookieSecret(1, 2));
    static final ServerCookies COOKIES = new ServerCookies(() -> NOW, SECRETS);
    static final int CLIENT = 0xc0000207;

    private AskersOptions() {}

    /**
     * A cookie by itself, a good one, an old one, a foreign one; and what resolvers send beside.
     */
    static List<EDNSOption> random(SplittableRandom random) {
        List<EDNSOption> options = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            options.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new GenericEDNSOption(65_001, bytes(random, random.nextInt(9)));
                        case 1 -> new GenericEDNSOption(EDNSOption.Code.NSID, new byte[0]);
                        case 2 -> new GenericEDNSOption(Edns.PADDING, new byte[random.nextInt(9)]);
                        case 3 -> new GenericEDNSOption(Edns.KEEPALIVE, new byte[0]);
                        case 4 -> new GenericEDNSOption(Edns.COOKIE, bytes(random, 8));
                        case 5 -> new GenericEDNSOption(Edns.COOKIE, bytes(random, 24));
                        case 6 -> new GenericEDNSOption(Edns.COOKIE, cookie(random, 4000));
                        default -> new GenericEDNSOption(Edns.COOKIE, cookie(random, 0));
                    });
        }
        return options;
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What we gave out so many seconds ago. */
    static byte[] cookie(SplittableRandom random, int secondsAgo) {
        ClientAddress client = new ClientAddress();
        client.setV4(CLIENT);
        byte[] room = new byte[ServerCookies.WORK_BYTES];
        new ServerCookies(() -> NOW.minusSeconds(secondsAgo), SECRETS)
                .exchange(client, bytes(random, 8), 0, 8, room, 0);
        return Arrays.copyOf(room, ServerCookies.BYTES);
    }
}

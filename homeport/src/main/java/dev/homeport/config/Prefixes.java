package dev.homeport.config;

import dev.homeport.dns.peer.Prefix;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Reads networks: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address alone. */
final class Prefixes {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private Prefixes() {}

    static Prefix parse(String text) throws BadValue {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!ADDRESS.matcher(address).matches()) throw bad(text);
        try {
            InetAddress first = InetAddress.ofLiteral(address);
            int most = 8 * first.getAddress().length;
            return new Prefix(first, slash < 0 ? most : bits(text, text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw bad(text);
        }
    }

    private static int bits(String text, String digits) throws BadValue {
        if (!BITS.matcher(digits).matches()) throw bad(text);
        return Integer.parseInt(digits);
    }

    private static BadValue bad(String text) {
        return new BadValue(
                Quoted.of(text) + " is no network",
                "write an address and how many bits of it count, such as \"192.0.2.0/24\"");
    }
}

package dev.homeport.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Reads where to listen: {@code 127.0.0.1:1053} or {@code [::1]:1053}; never asks a resolver. */
final class Addresses {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    private Addresses() {}

    static Listener parse(String text) throws BadValue {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw bad(text, "add a port, such as \"" + text + ":8080\"");
        }
        String host = text.substring(0, colon);
        int port = port(text, text.substring(colon + 1));
        return new Listener(address(text, host, port), port);
    }

    private static int port(String text, String digits) throws BadValue {
        if (!DECIMAL.matcher(digits).matches() || Integer.parseInt(digits) > 65_535) {
            throw new BadValue(
                    Quoted.of(text) + " has a bad port",
                    "write a port from 1 to 65535, or 0 for any free one");
        }
        return Integer.parseInt(digits);
    }

    private static InetAddress address(String text, String host, int port) throws BadValue {
        if (host.isEmpty() || host.equals("*")) {
            throw bad(
                    text,
                    "for all addresses write \"0.0.0.0:" + port + "\" or \"[::]:" + port + "\"");
        }
        if (host.equals("localhost")) {
            throw bad(text, "write \"127.0.0.1:" + port + "\" or \"[::1]:" + port + "\"");
        }
        if (IPV4.matcher(host).matches()) return InetAddress.ofLiteral(host);
        if (host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0) {
            return ipv6(text, host.substring(1, host.length() - 1));
        }
        if (host.indexOf(':') >= 0)
            throw bad(text, "put brackets around it: \"[" + host + "]:" + port + "\"");
        throw bad(text, "write an address of this machine and a port, such as \"127.0.0.1:8080\"");
    }

    private static InetAddress ipv6(String text, String literal) throws BadValue {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw bad(text, "write an IPv6 address in brackets and a port, such as \"[::1]:8080\"");
        }
    }

    private static BadValue bad(String text, String remedy) {
        return new BadValue(Quoted.of(text) + " is no address to listen at", remedy);
    }
}

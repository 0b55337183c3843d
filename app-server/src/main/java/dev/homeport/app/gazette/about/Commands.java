package dev.homeport.app.gazette.about;

import dev.homeport.app.AddressText;
import dev.homeport.app.ServerFacts.Listener;

import java.net.InetAddress;
import java.util.stream.Stream;

/** Which command asks a listener something. */
final class Commands {
    private Commands() {}

    /** The commands that ask {@code listener} about {@code name}; none when we know of none. */
    static Stream<String> of(Listener listener, String name) {
        int port = listener.address().getPort();
        String address = reachable(listener);
        return switch (listener.service() + "/" + listener.transport()) {
            case "DNS/UDP" -> Stream.of(dig(address, port, name));
            case "DNS/TCP" -> Stream.of(dig(address, port, name) + " +tcp");
            case "DoT/TCP" -> Stream.of(dig(address, port, name) + " +tls");
            case "HTTP/TCP" ->
                    Stream.of(curl("http", address, port, name, "/api/products?limit=1"));
            case "HTTPS/TCP" ->
                    Stream.of(
                            dig(address, port, name) + " +https",
                            curl("https", address, port, name, "/products"));
            default -> Stream.of();
        };
    }

    private static String dig(String address, int port, String name) {
        return "dig @" + address + " -p " + port + " " + name;
    }

    private static String curl(String scheme, String address, int port, String name, String path) {
        String bracketed = address.contains(":") ? "[" + address + "]" : address;
        String authority = name + ":" + port;
        return "curl --resolve '"
                + authority
                + ":"
                + bracketed
                + "' '"
                + scheme
                + "://"
                + authority
                + path
                + "'";
    }

    /** The address to ask at; a listener at any address is asked at the local one. */
    private static String reachable(Listener listener) {
        InetAddress address = listener.address().getAddress();
        InetAddress asked =
                address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        return AddressText.of(asked);
    }
}

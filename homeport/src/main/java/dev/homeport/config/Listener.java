package dev.homeport.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An address and a port to listen at.
 *
 * @param address an address of this machine, or the wildcard {@code 0.0.0.0} or {@code ::}
 * @param port 0 to 65535; 0 means any free port
 */
public record Listener(InetAddress address, int port) {
    public Listener {
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("port " + port);
    }

    /** The same as the JDK writes it; nothing is resolved. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** The form of the file: {@code 127.0.0.1:1053} or {@code [::1]:1053}. */
    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

package dev.homeport.it;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port for programs that cannot take port 0. */
final class FreePort {
    private static final int TRIES_MAX = 20;

    private FreePort() {}

    /** A port that was free for UDP and TCP on loopback a moment ago. */
    static int find() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < TRIES_MAX; i++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(null)) {
                udp.bind(new InetSocketAddress(loopback, tcp.getLocalPort()));
                return tcp.getLocalPort();
            } catch (java.net.BindException e) {
                // Taken for UDP: try another.
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }
}

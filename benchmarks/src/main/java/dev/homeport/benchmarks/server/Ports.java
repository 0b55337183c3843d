package dev.homeport.benchmarks.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one server on the loopback.
 *
 * @param dns for UDP and TCP
 * @param http for HTTP in the clear
 * @param https for HTTP over TLS
 * @param admin for the server's own pages
 */
public record Ports(int dns, int http, int https, int admin) {
    private static final int TRIES_MAX = 100;

    /**
     * Ports that are free for UDP and for TCP now; another program might take one before the server
     * does.
     *
     * @throws IOException if there are none
     */
    public static Ports free() throws IOException {
        List<AutoCloseable> held = new ArrayList<>();
        try {
            return new Ports(hold(held), hold(held), hold(held), hold(held));
        } finally {
            for (AutoCloseable socket : held) release(socket);
        }
    }

    /** Holds each port until all are found, or one would be found twice. */
    private static int hold(List<AutoCloseable> held) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            var tcp = new ServerSocket(0, 1, loopback);
            held.add(tcp);
            try {
                var address = new InetSocketAddress(loopback, tcp.getLocalPort());
                held.add(new DatagramSocket(address));
                return tcp.getLocalPort();
            } catch (IOException freeForTcpOnly) {
                // It stays held, so that the next try gets another.
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }

    private static void release(AutoCloseable socket) throws IOException {
        try {
            socket.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot release a port", e);
        }
    }
}

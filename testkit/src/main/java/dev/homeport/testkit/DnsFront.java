package dev.homeport.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets of a test's name server: one port of the loopback address over UDP and TCP. Each
 * message is answered on a virtual thread of its own, so that one that is late holds up no other.
 */
final class DnsFront implements AutoCloseable {
    private static final int BIND_TRIES_MAX = 50;
    private static final int MESSAGE_BYTES_MAX = 65_535;
    private static final int IDLE_MILLIS = 30_000;

    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final Answering answering;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Answers messages. */
    interface Answering {
        /**
         * The reply to {@code query}, empty for silence; it may take its time.
         *
         * @param transport {@code UDP} or {@code TCP}
         */
        byte[] answer(byte[] query, String transport) throws InterruptedException;
    }

    private DnsFront(DatagramSocket datagrams, ServerSocket connections, Answering answering) {
        this.datagrams = datagrams;
        this.connections = connections;
        this.answering = answering;
    }

    /** Listens on a port that is free for both. */
    static DnsFront open(Answering answering) {
        for (int tries = 1; ; tries++) {
            try {
                return bind(answering);
            } catch (BindException e) {
                if (tries == BIND_TRIES_MAX) throw new UncheckedIOException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static DnsFront bind(Answering answering) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerSocket connections = new ServerSocket(0, 0, loopback);
        try {
            var address = new InetSocketAddress(loopback, connections.getLocalPort());
            DnsFront front = new DnsFront(new DatagramSocket(address), connections, answering);
            Thread.ofVirtual().name("dns-udp").start(front::receive);
            Thread.ofVirtual().name("dns-tcp").start(front::accept);
            return front;
        } catch (IOException e) {
            connections.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) connections.getLocalSocketAddress();
    }

    private void receive() {
        byte[] buffer = new byte[MESSAGE_BYTES_MAX];
        while (!datagrams.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                datagrams.receive(packet);
            } catch (IOException e) {
                // Closed, or the client of an earlier reply is gone (ICMP): no fault of ours.
                continue;
            }
            byte[] query = Arrays.copyOf(buffer, packet.getLength());
            var from = (InetSocketAddress) packet.getSocketAddress();
            Thread.ofVirtual().name("dns-query").start(() -> reply(query, from));
        }
    }

    private void reply(byte[] query, InetSocketAddress to) {
        try {
            byte[] reply = answering.answer(query, "UDP");
            if (reply.length > 0) datagrams.send(new DatagramPacket(reply, reply.length, to));
        } catch (IOException e) {
            // The test is over or the client gone; there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!connections.isClosed()) {
            try {
                Socket socket = connections.accept();
                open.add(socket);
                Thread.ofVirtual().name("dns-connection").start(() -> converse(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] reply = answering.answer(query, "TCP");
                if (reply.length == 0) continue;
                // RFC 7766 8: length and message in one segment.
                byte[] framed = new byte[reply.length + 2];
                framed[0] = (byte) (reply.length >> 8);
                framed[1] = (byte) reply.length;
                System.arraycopy(reply, 0, framed, 2, reply.length);
                out.write(framed);
            }
        } catch (IOException e) {
            // The client is done, or nothing came for a while.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        datagrams.close();
        closeQuietly(connections);
        open.forEach(DnsFront::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is not used any more either way.
        }
    }
}

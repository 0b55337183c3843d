package dev.homeport.it;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** Sends bytes to a DNS server on loopback and gives back what it says. Not thread-safe. */
final class DnsClient implements AutoCloseable {
    private final InetSocketAddress server;
    private final int timeoutMillis;
    private final DatagramSocket datagrams;
    private @org.jspecify.annotations.Nullable Socket stream;

    DnsClient(int port, int timeoutMillis) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.timeoutMillis = timeoutMillis;
        datagrams = new DatagramSocket();
        datagrams.setSoTimeout(timeoutMillis);
        // A refused datagram then shows as an exception, and strangers are not heard.
        datagrams.connect(server);
    }

    /** Sends a datagram. */
    void send(byte[] message) throws IOException {
        datagrams.send(new DatagramPacket(message, message.length));
    }

    /** Waits for a datagram, at most the timeout. */
    byte[] receive() throws IOException {
        byte[] buffer = new byte[65_535];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        return Arrays.copyOf(buffer, packet.getLength());
    }

    /** The datagram with the id of a query, others before it thrown away. */
    byte[] overUdp(byte[] query) throws IOException {
        send(query);
        while (true) {
            byte[] reply = receive();
            if (reply.length > 1 && reply[0] == query[0] && reply[1] == query[1]) return reply;
        }
    }

    /** The reply over a connection that is kept for the next query. */
    byte[] overTcp(byte[] query) throws IOException {
        try {
            return exchange(query);
        } catch (IOException e) {
            // Servers may close idle connections (RFC 7766 6.2.3).
            closeStream();
            return exchange(query);
        }
    }

    private byte[] exchange(byte[] query) throws IOException {
        Socket open = stream;
        if (open == null) {
            open = new Socket();
            open.setSoTimeout(timeoutMillis);
            open.setTcpNoDelay(true);
            open.connect(server, timeoutMillis);
            stream = open;
        }
        byte[] framed = new byte[query.length + 2];
        framed[0] = (byte) (query.length >> 8);
        framed[1] = (byte) query.length;
        System.arraycopy(query, 0, framed, 2, query.length);
        new DataOutputStream(open.getOutputStream()).write(framed);
        DataInputStream in = new DataInputStream(open.getInputStream());
        return in.readNBytes(in.readUnsignedShort());
    }

    private void closeStream() throws IOException {
        Socket open = stream;
        stream = null;
        if (open != null) open.close();
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        closeStream();
    }
}

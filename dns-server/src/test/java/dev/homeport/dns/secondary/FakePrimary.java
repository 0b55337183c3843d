package dev.homeport.dns.secondary;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A primary over real sockets that says whatever a test wants. Thread-safe. */
final class FakePrimary implements AutoCloseable {
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final List<Integer> typesAsked = new CopyOnWriteArrayList<>();
    private volatile Datagrams datagrams = _ -> List.of();
    private volatile Stream stream = (_, _) -> {};

    /** Answers a datagram with any number of others. */
    interface Datagrams {
        List<byte[]> answer(byte[] question);
    }

    /** Answers a question on a connection, which is closed afterwards. */
    interface Stream {
        void answer(byte[] question, Out out) throws IOException;
    }

    /** The way back on a connection. */
    interface Out {
        void raw(byte[] bytes) throws IOException;

        default void message(byte[] message) throws IOException {
            raw(new byte[] {(byte) (message.length >> 8), (byte) message.length});
            raw(message);
        }
    }

    private FakePrimary(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    static FakePrimary start() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < 100; attempt++) {
            ServerSocket tcp = new ServerSocket(0, 50, loopback);
            try {
                var udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
                FakePrimary primary = new FakePrimary(tcp, udp);
                Thread.ofVirtual().start(primary::serveUdp);
                Thread.ofVirtual().start(primary::serveTcp);
                return primary;
            } catch (BindException e) {
                tcp.close();
            }
        }
        throw new IOException("no port is free for UDP and TCP");
    }

    FakePrimary overUdp(Datagrams answers) {
        datagrams = answers;
        return this;
    }

    FakePrimary overTcp(Stream answers) {
        stream = answers;
        return this;
    }

    /** Answers SOA questions over UDP with this serial number. */
    FakePrimary atSerial(long serial) {
        return overUdp(q -> List.of(Texts.answer(id(q), 6, Texts.soa(serial))));
    }

    Primary primary() {
        return Primary.at(new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()));
    }

    /** The types that were asked for over TCP. */
    List<Integer> typesAsked() {
        return typesAsked;
    }

    static int id(byte[] message) {
        return ((message[0] & 0xff) << 8) | (message[1] & 0xff);
    }

    static int type(byte[] question) {
        int at = 12;
        while (question[at] != 0) at += question[at] + 1;
        return ((question[at + 1] & 0xff) << 8) | (question[at + 2] & 0xff);
    }

    private void serveUdp() {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        try {
            while (!udp.isClosed()) {
                packet.setLength(4096);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                for (byte[] answer : datagrams.answer(question)) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serveTcp() {
        try {
            while (!tcp.isClosed()) {
                Socket socket = tcp.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] question = new byte[in.readUnsignedShort()];
            in.readFully(question);
            typesAsked.add(type(question));
            stream.answer(question, out::write);
        } catch (IOException e) {
            // The client went away.
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}

package dev.homeport.dns;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.netty.EdgeKind;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Transport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Datagrams of every length, from and to every address, in every mood of the network. */
class DatagramEdgeTest {
    private static final String ZONE =
            "$TTL 300\n@ SOA ns1 host 1 3600 900 604800 60\n NS ns1\nns1 A 192.0.2.53\n";

    private static LiveZones zones() {
        return new LiveZones(ZoneFiles.loadText(Path.of("example.zone"), ZONE).zones());
    }

    private static DnsServer start(EdgeKind kind, String address, Conversation conversation)
            throws IOException {
        var config = DnsConfig.on(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        return DnsServer.start(
                config.withEdge(kind).withLoops(2),
                zones(),
                DnsObserver.NONE,
                QueryLog.NONE,
                conversation);
    }

    private static DnsServer start(EdgeKind kind, String address) throws IOException {
        return start(kind, address, Conversation.NONE);
    }

    /** A socket that, like every resolver's, takes replies only from where it has asked. */
    private static DatagramSocket client(DnsServer server, InetAddress asked) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        socket.setSoTimeout(5000);
        socket.connect(new InetSocketAddress(asked, port(server)));
        return socket;
    }

    private static int port(DnsServer server) {
        return server.localAddresses().getFirst().getPort();
    }

    private static byte[] query(int id, int opcode) throws IOException {
        Name name = Name.fromString("ns1.example.");
        Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
        query.getHeader().setID(id);
        query.getHeader().setOpcode(opcode);
        return query.toWire();
    }

    private static void send(DatagramSocket socket, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    private static Message receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Test
    void theBestHereIsTheBatchedOne() throws IOException {
        assumeTrue(io.netty.channel.epoll.Epoll.isAvailable(), "not on Linux");
        try (DnsServer server = start(EdgeKind.AUTO, "127.0.0.1")) {
            assertEquals(EdgeKind.BATCHED, server.edge());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "127.1.2.3"})
    void repliesFromTheAddressAskedOfAnIpv4Wildcard(String asked) throws IOException {
        assumeTrue(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1")) != null);
        try (DnsServer server = start(EdgeKind.AUTO, "0.0.0.0");
                DatagramSocket client = client(server, InetAddress.ofLiteral(asked))) {
            send(client, query(1, 0));
            assertEquals(Rcode.NOERROR, receive(client).getRcode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "127.0.0.1", "127.0.0.2"})
    void repliesFromTheAddressAskedOfAnIpv6Wildcard(String asked) throws IOException {
        assumeTrue(hasIpv6(), "no IPv6 here");
        try (DnsServer server = start(EdgeKind.AUTO, "::");
                DatagramSocket client = client(server, InetAddress.ofLiteral(asked))) {
            send(client, query(1, 0));
            assertEquals(Rcode.NOERROR, receive(client).getRcode());
        }
    }

    private static boolean hasIpv6() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void servesIpv6AndTellsTheAskersAddress(EdgeKind kind) throws IOException {
        assumeTrue(hasIpv6(), "no IPv6 here");
        var logged = new ConcurrentLinkedQueue<QueryLog.Entry>();
        var config = DnsConfig.on(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
        try (DnsServer server =
                        DnsServer.start(
                                config.withEdge(kind), zones(), DnsObserver.NONE, logged::add);
                DatagramSocket client = client(server, InetAddress.ofLiteral("::1"))) {
            send(client, query(7, 0));
            assertEquals(7, receive(client).getHeader().getID());
            await().until(() -> !logged.isEmpty());
            assertEquals(client.getLocalSocketAddress(), logged.peek().client());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersEveryLengthOfDatagram(EdgeKind kind) throws IOException {
        try (DnsServer server = start(kind, "127.0.0.1");
                DatagramSocket client = client(server, InetAddress.ofLiteral("127.0.0.1"))) {
            for (int length : new int[] {12, 17, 512, 1535, 1536, 1537, 1600, 4096, 60_000}) {
                byte[] bytes = Arrays.copyOf(query(length, 0), length);
                send(client, bytes);
                Message reply = receive(client);
                assertEquals(length, reply.getHeader().getID());
                assertEquals(Rcode.FORMERR, reply.getRcode(), "length " + length);
            }
            send(client, query(5, 0));
            assertEquals(Rcode.NOERROR, receive(client).getRcode());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void dropsWhatHasNoHeaderAmongManyAndAnswersTheOthers(EdgeKind kind) throws IOException {
        AtomicInteger dropped = new AtomicInteger();
        DnsObserver observer =
                new DnsObserver() {
                    @Override
                    public void answered(Transport t, int type, int rcode, int bytes, long nanos) {}

                    @Override
                    public void dropped(Transport transport) {
                        dropped.incrementAndGet();
                    }
                };
        var config = DnsConfig.on(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        try (DnsServer server = DnsServer.start(config.withEdge(kind), zones(), observer);
                DatagramSocket client = client(server, InetAddress.ofLiteral("127.0.0.1"))) {
            BitSet seen = new BitSet();
            for (int i = 0; i < 300; i++) {
                send(client, i % 3 == 0 ? new byte[1 + i % 11] : query(i, 0));
            }
            for (int i = 0; i < 200; i++) seen.set(receive(client).getHeader().getID());
            assertEquals(200, seen.cardinality());
            await().untilAtomic(dropped, org.hamcrest.Matchers.is(100));
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void carriesWhatAConversationSays(EdgeKind kind) throws IOException {
        var clients = new ConcurrentLinkedQueue<InetSocketAddress>();
        Conversation twice =
                (message, _, client, replies) -> {
                    clients.add(client);
                    message[2] |= (byte) 0x80;
                    byte[] longer = Arrays.copyOf(message, 60_000);
                    assertTrue(replies.send(message) && replies.send(longer));
                };
        int notify = 4;
        try (DnsServer server = start(kind, "127.0.0.1", twice);
                DatagramSocket client = client(server, InetAddress.ofLiteral("127.0.0.1"))) {
            send(client, query(9, notify));
            assertEquals(9, receive(client).getHeader().getID());
            DatagramPacket longer = new DatagramPacket(new byte[65_535], 65_535);
            client.receive(longer);
            assertEquals(60_000, longer.getLength());
            assertEquals(client.getLocalSocketAddress(), clients.peek());
        }
    }

    @Test
    void whatAConversationSaysLeavesFromTheAddressAsked() throws IOException {
        Conversation echo =
                (message, _, _, replies) -> {
                    message[2] |= (byte) 0x80;
                    assertTrue(replies.send(message));
                };
        try (DnsServer server = start(EdgeKind.AUTO, "0.0.0.0", echo);
                DatagramSocket client = client(server, InetAddress.ofLiteral("127.0.0.3"))) {
            send(client, query(3, 4));
            assertEquals(3, receive(client).getHeader().getID());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void goesOnAfterAskersThatAreGone(EdgeKind kind) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (DnsServer server = start(kind, "127.0.0.1")) {
            for (int i = 0; i < 50; i++) {
                // Closed before the reply comes: the system tells the server so by ICMP.
                try (DatagramSocket gone = client(server, loopback)) {
                    send(gone, query(i, 0));
                }
            }
            try (DatagramSocket client = client(server, loopback)) {
                send(client, query(77, 0));
                assertEquals(77, receive(client).getHeader().getID());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void closesInTheMiddleOfAFlood(EdgeKind kind) throws Exception {
        DnsServer server = start(kind, "127.0.0.1");
        try (DatagramSocket client = new DatagramSocket()) {
            byte[] query = query(1, 0);
            var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port(server));
            AtomicBoolean flooding = new AtomicBoolean(true);
            Thread flood = Thread.startVirtualThread(() -> flood(client, query, to, flooding));
            client.setSoTimeout(30_000);
            assertNotNull(receive(client), "nothing was answered");
            Thread closing = Thread.startVirtualThread(() -> server.close(Duration.ofSeconds(1)));
            assertTrue(closing.join(Duration.ofSeconds(10)), "it did not close");
            flooding.set(false);
            assertTrue(flood.join(Duration.ofSeconds(10)));
            // The port is free again: nothing holds it.
            try (DatagramSocket free = new DatagramSocket(to)) {
                assertTrue(free.isBound());
            }
        }
    }

    private static void flood(
            DatagramSocket client, byte[] query, InetSocketAddress to, AtomicBoolean flooding) {
        ByteBuffer ids = ByteBuffer.wrap(query);
        for (int i = 0; flooding.get(); i++) {
            try {
                ids.putShort(0, (short) i);
                client.send(new DatagramPacket(query, query.length, to));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

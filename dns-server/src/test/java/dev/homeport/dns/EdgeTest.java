package dev.homeport.dns;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.netty.AddressTakenException;
import dev.homeport.dns.netty.EdgeKind;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Every way to use sockets serves alike. */
class EdgeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static LiveZones zones() {
        StringBuilder text = new StringBuilder();
        text.append("$TTL 300\n@ SOA ns1 host 1 3600 900 604800 60\n NS ns1\nns1 A 192.0.2.53\n");
        for (int i = 0; i < 60; i++)
            text.append("big TXT \"").append("x".repeat(100)).append(i).append("\"\n");
        return new LiveZones(ZoneFiles.loadText(Path.of("example.zone"), text.toString()).zones());
    }

    private static DnsConfig config(EdgeKind kind) {
        return DnsConfig.on(new InetSocketAddress(LOOPBACK, 0)).withEdge(kind).withLoops(2);
    }

    private static DnsServer start(EdgeKind kind) throws AddressTakenException {
        return DnsServer.start(config(kind), zones(), DnsObserver.NONE);
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private static SimpleResolver client(DnsServer server) {
        SimpleResolver client = new SimpleResolver(server.localAddresses().getFirst());
        client.setTimeout(Duration.ofSeconds(5));
        return client;
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersOverUdpAndTcpOnOnePort(EdgeKind kind) throws IOException {
        try (DnsServer server = start(kind)) {
            SimpleResolver client = client(server);
            Message overUdp = client.send(query("ns1.example.", Type.A));
            client.setTCP(true);
            Message overTcp = client.send(query("ns1.example.", Type.A));
            assertEquals(
                    "192.0.2.53", overUdp.getSection(Section.ANSWER).getFirst().rdataToString());
            assertEquals(overUdp.getSection(Section.ANSWER), overTcp.getSection(Section.ANSWER));
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void truncatesOverUdpAndTellsAllOverTcp(EdgeKind kind) throws IOException {
        try (DnsServer server = start(kind)) {
            SimpleResolver client = client(server);
            client.setIgnoreTruncation(true);
            assertTrue(client.send(query("big.example.", Type.TXT)).getHeader().getFlag(Flags.TC));
            client.setIgnoreTruncation(false);
            Message whole = client.send(query("big.example.", Type.TXT));
            assertEquals(60, whole.getSection(Section.ANSWER).size());
            assertFalse(whole.getHeader().getFlag(Flags.TC));
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersManyDatagramsFromOneSocket(EdgeKind kind) throws IOException {
        try (DnsServer server = start(kind);
                DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            socket.connect(server.localAddresses().getFirst());
            boolean[] seen = new boolean[200];
            for (int i = 0; i < seen.length; i++) {
                Message query = query("ns1.example.", Type.A);
                query.getHeader().setID(i);
                byte[] bytes = query.toWire();
                socket.send(new java.net.DatagramPacket(bytes, bytes.length));
            }
            byte[] buffer = new byte[1500];
            for (int i = 0; i < seen.length; i++) {
                var packet = new java.net.DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] reply = java.util.Arrays.copyOf(buffer, packet.getLength());
                seen[new Message(reply).getHeader().getID()] = true;
            }
            for (boolean one : seen) assertTrue(one);
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersPipelinedQueriesInOrder(EdgeKind kind) throws IOException {
        try (DnsServer server = start(kind);
                Socket socket = connect(server)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            // More replies than fit into the bound on unsent bytes: the server has to pause.
            int count = 300;
            for (int i = 0; i < count; i++) {
                Message query = query("big.example.", Type.TXT);
                query.getHeader().setID(i);
                all.write(framed(query.toWire()));
            }
            Thread.startVirtualThread(() -> writeAll(out, all.toByteArray()));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < count; i++) assertEquals(i, readMessage(in).getHeader().getID());
        }
    }

    private static void writeAll(DataOutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            // The server may well have closed while we were still asking; the reader will notice.
            assertTrue(e.toString().contains("SocketException"), e::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersAQueryThatComesByteByByte(EdgeKind kind) throws IOException {
        try (DnsServer server = start(kind);
                Socket socket = connect(server)) {
            socket.setTcpNoDelay(true);
            for (byte b : framed(query("ns1.example.", Type.A).toWire())) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
            }
            socket.shutdownOutput();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertEquals(Rcode.NOERROR, readMessage(in).getRcode());
            assertEquals(-1, in.read());
        }
    }

    /** RFC 1035 4.2.2: one loop serves all, and who is slow holds up nobody. */
    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersOthersWhileAQueryIsNotWhole(EdgeKind kind) throws IOException {
        byte[] query = framed(query("ns1.example.", Type.A).toWire());
        try (DnsServer server = start(kind);
                Socket slow = connect(server);
                Socket quick = connect(server)) {
            slow.getOutputStream().write(query, 0, query.length - 1);
            assertEquals(Rcode.NOERROR, ask(quick).getRcode());
            slow.getOutputStream().write(query, query.length - 1, 1);
            DataInputStream in = new DataInputStream(slow.getInputStream());
            assertEquals(Rcode.NOERROR, readMessage(in).getRcode());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void closesAnIdleConnectionEvenIfBytesDrip(EdgeKind kind) throws IOException {
        var limits = DnsLimits.DEFAULT.withTcpIdleTimeout(Duration.ofMillis(300));
        try (DnsServer server =
                        DnsServer.start(
                                config(kind).withLimits(limits), zones(), DnsObserver.NONE);
                Socket socket = connect(server)) {
            socket.getOutputStream().write(new byte[] {0, 40, 1});
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void takesConnectionsUpToTheBoundAndNotOneMore(EdgeKind kind) throws IOException {
        AtomicInteger refused = new AtomicInteger();
        var observer =
                new DnsObserver() {
                    @Override
                    public void answered(Transport t, int type, int rcode, int bytes, long nanos) {}

                    @Override
                    public void connectionRefused() {
                        refused.incrementAndGet();
                    }
                };
        var limits = DnsLimits.DEFAULT.withTcpConnectionsMax(2);
        try (DnsServer server =
                        DnsServer.start(config(kind).withLimits(limits), zones(), observer);
                Socket first = connect(server);
                Socket second = connect(server)) {
            assertEquals(Rcode.NOERROR, ask(first).getRcode());
            assertEquals(Rcode.NOERROR, ask(second).getRcode());
            try (Socket third = connect(server)) {
                assertEquals(-1, third.getInputStream().read());
            }
            assertEquals(1, refused.get());
            first.shutdownOutput();
            await().until(() -> isServed(server));
        }
    }

    private static boolean isServed(DnsServer server) {
        try (Socket socket = connect(server)) {
            return ask(socket).getRcode() == Rcode.NOERROR;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void closesOnAQueryPastTheLengthBoundAndAnswersOneAtIt(EdgeKind kind) throws IOException {
        int bound = DnsLimits.DEFAULT.tcpQueryBytesMax();
        try (DnsServer server = start(kind);
                Socket socket = connect(server)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(framed(new byte[bound]));
            assertEquals(Rcode.FORMERR, readMessage(in).getRcode());
            socket.getOutputStream()
                    .write(new byte[] {(byte) ((bound + 1) >> 8), (byte) (bound + 1)});
            assertEquals(-1, in.read());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void namesATakenPort(EdgeKind kind) throws IOException {
        try (DnsServer first = start(kind)) {
            InetSocketAddress taken = first.localAddresses().getFirst();
            DnsConfig second = DnsConfig.on(taken).withEdge(kind);
            var e =
                    assertThrows(
                            AddressTakenException.class,
                            () -> DnsServer.start(second, zones(), DnsObserver.NONE));
            assertEquals(taken, e.address());
            assertTrue(e.toString().contains("port " + taken.getPort()), e::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void namesAPortTakenForUdpOnlyAndFreesItsOwn(EdgeKind kind) throws IOException {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            var taken = new InetSocketAddress(LOOPBACK, other.getLocalPort());
            DnsConfig config = DnsConfig.on(taken).withEdge(kind);
            assertThrows(
                    AddressTakenException.class,
                    () -> DnsServer.start(config, zones(), DnsObserver.NONE));
            try (ServerSocket free = new ServerSocket(taken.getPort(), 1, LOOPBACK)) {
                assertTrue(free.isBound());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void drainsConnectionsAndFreesThePort(EdgeKind kind) throws Exception {
        DnsServer server = start(kind);
        InetSocketAddress address = server.localAddresses().getFirst();
        try (Socket socket = connect(server)) {
            assertEquals(Rcode.NOERROR, ask(socket).getRcode());
            Thread closing = Thread.startVirtualThread(() -> server.close(Duration.ofSeconds(20)));
            assertEquals(-1, socket.getInputStream().read());
            socket.shutdownOutput();
            assertTrue(closing.join(Duration.ofSeconds(10)), "closing waited for nobody");
        }
        server.close();
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(address);
            assertTrue(free.isBound());
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void cutsAConnectionOffAtTheDeadline(EdgeKind kind) throws Exception {
        DnsServer server = start(kind);
        try (Socket socket = connect(server)) {
            // Asks for more than the socket buffers hold and reads nothing of it.
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] query = framed(query("big.example.", Type.TXT).toWire());
            byte[] queries = new byte[query.length * 2000];
            for (int i = 0; i < 2000; i++)
                System.arraycopy(query, 0, queries, i * query.length, query.length);
            Thread.startVirtualThread(() -> writeAll(out, queries));
            assertEquals(
                    60,
                    readMessage(new DataInputStream(socket.getInputStream()))
                            .getSection(Section.ANSWER)
                            .size());
            Thread closing = Thread.startVirtualThread(() -> server.close(Duration.ofMillis(500)));
            assertTrue(closing.join(Duration.ofSeconds(10)), "the deadline did not hold");
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void tellsObserverAndQueryLogAfterTheFact(EdgeKind kind) throws IOException {
        List<String> observed = new CopyOnWriteArrayList<>();
        List<QueryLog.Entry> logged = new CopyOnWriteArrayList<>();
        DnsObserver observer =
                (transport, type, rcode, bytes, nanos) ->
                        observed.add(transport + " " + type + " " + rcode + " " + (nanos > 0));
        try (DnsServer server = DnsServer.start(config(kind), zones(), observer, logged::add)) {
            client(server).send(query("NS1.example.", Type.A));
            await().until(() -> logged.size() == 1);
            assertEquals(List.of("UDP 1 0 true"), observed);
            assertEquals("ns1.example.", logged.getFirst().name());
            assertTrue(logged.getFirst().client().getAddress().isLoopbackAddress());
            assertTrue((logged.getFirst().flags() & 0x8400) == 0x8400);
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void servesANewSnapshotFromTheNextQueryOn(EdgeKind kind) throws IOException {
        LiveZones zones = zones();
        try (DnsServer server = DnsServer.start(config(kind), zones, DnsObserver.NONE)) {
            SimpleResolver client = client(server);
            assertEquals(Rcode.NOERROR, client.send(query("ns1.example.", Type.A)).getRcode());
            zones.publish(Zones.NONE);
            assertEquals(Rcode.REFUSED, client.send(query("ns1.example.", Type.A)).getRcode());
        }
    }

    private static Socket connect(DnsServer server) throws IOException {
        InetSocketAddress address = server.localAddresses().getFirst();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static Message ask(Socket socket) throws IOException {
        socket.getOutputStream().write(framed(query("ns1.example.", Type.A).toWire()));
        return readMessage(new DataInputStream(socket.getInputStream()));
    }

    private static byte[] framed(byte[] message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }

    private static Message readMessage(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new Message(bytes);
    }
}

package dev.homeport.dns;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.netty.AddressTakenException;
import dev.homeport.dns.netty.EdgeKind;
import dev.homeport.dns.netty.TlsListeners;
import dev.homeport.dns.wire.Transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** DNS over TLS is DNS over TCP, encrypted (RFC 7858). */
class TlsEdgeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static InputStream resource(String name) {
        return Objects.requireNonNull(TlsEdgeTest.class.getResourceAsStream(name), name);
    }

    private static ChannelHandler handshake(SslContext context) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addFirst(context.newHandler(channel.alloc()));
            }
        };
    }

    private static TlsListeners listeners(InetSocketAddress address) {
        try (InputStream certificate = resource("localhost.pem");
                InputStream key = resource("localhost.key")) {
            var dot =
                    new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            "dot");
            SslContext context =
                    SslContextBuilder.forServer(certificate, key)
                            .sslProvider(SslProvider.JDK)
                            .applicationProtocolConfig(dot)
                            .build();
            return new TlsListeners(List.of(address), () -> handshake(context));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static DnsServer start(EdgeKind kind, DnsLimits limits, DnsObserver observer)
            throws AddressTakenException {
        String zone =
                "$TTL 300\n@ SOA ns1 host 1 3600 900 604800 60\n NS ns1\nns1 A 192.0.2.53\n"
                        + "*.w TXT \"%s\"\n".formatted("x".repeat(200));
        var zones = new LiveZones(ZoneFiles.loadText(Path.of("example.zone"), zone).zones());
        var config =
                DnsConfig.on(new InetSocketAddress(LOOPBACK, 0))
                        .withEdge(kind)
                        .withLimits(limits)
                        .withTls(listeners(new InetSocketAddress(LOOPBACK, 0)));
        return DnsServer.start(config, zones, observer);
    }

    private static SSLSocket connect(DnsServer server)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream certificate = resource("localhost.pem")) {
            trusted.setCertificateEntry(
                    "localhost",
                    CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        InetSocketAddress address = server.localTlsAddresses().getFirst();
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(address.getAddress(), address.getPort());
        socket.setSoTimeout(5000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"dot"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static void send(Socket socket, int id, String name, int type) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
        query.getHeader().setID(id);
        byte[] bytes = query.toWire();
        var out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(bytes.length);
        out.write(bytes);
        out.flush();
    }

    private static Message receive(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new Message(bytes);
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersOneQueryAfterTheOther(EdgeKind kind) throws Exception {
        var transports = new CopyOnWriteArrayList<Transport>();
        DnsObserver observer = (transport, _, _, _, _) -> transports.add(transport);
        try (DnsServer server = start(kind, DnsLimits.DEFAULT, observer);
                SSLSocket socket = connect(server)) {
            send(socket, 1, "ns1.example.", Type.A);
            assertEquals(
                    "192.0.2.53",
                    receive(socket).getSection(Section.ANSWER).getFirst().rdataToString());
            assertEquals("dot", socket.getApplicationProtocol());
            send(socket, 2, "none.example.", Type.A);
            assertEquals(Rcode.NXDOMAIN, receive(socket).getRcode());
            await().until(() -> transports.equals(List.of(Transport.TLS, Transport.TLS)));
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void answersManyPipelinedQueriesInTheirOrder(EdgeKind kind) throws Exception {
        try (DnsServer server = start(kind, DnsLimits.DEFAULT, DnsObserver.NONE);
                SSLSocket socket = connect(server)) {
            socket.startHandshake();
            Thread writer =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < 2000; i++) {
                                                send(socket, i, "a" + i + ".w.example.", Type.TXT);
                                            }
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    });
            for (int i = 0; i < 2000; i++) assertEquals(i, receive(socket).getHeader().getID());
            writer.join();
        }
    }

    @Test
    void aConnectionWithoutAHandshakeIsClosedAfterTheIdleTimeout() throws Exception {
        DnsLimits limits = DnsLimits.DEFAULT.withTcpIdleTimeout(Duration.ofMillis(200));
        try (DnsServer server = start(EdgeKind.AUTO, limits, DnsObserver.NONE);
                Socket socket = new Socket()) {
            socket.connect(server.localTlsAddresses().getFirst());
            socket.setSoTimeout(5000);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void plainDnsOnThePortOfTlsIsNotAnswered() throws Exception {
        try (DnsServer server = start(EdgeKind.AUTO, DnsLimits.DEFAULT, DnsObserver.NONE);
                Socket socket = new Socket()) {
            socket.connect(server.localTlsAddresses().getFirst());
            socket.setSoTimeout(5000);
            send(socket, 1, "ns1.example.", Type.A);
            byte[] said = socket.getInputStream().readAllBytes();
            // An alert, if anything (RFC 8446 6).
            assertTrue(said.length == 0 || said[0] == 21, "said " + said.length + " bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(EdgeKind.class)
    void closingSaysSoUnderTls(EdgeKind kind) throws Exception {
        DnsServer server = start(kind, DnsLimits.DEFAULT, DnsObserver.NONE);
        try (SSLSocket socket = connect(server)) {
            send(socket, 1, "ns1.example.", Type.A);
            receive(socket);
            Thread closing = Thread.ofVirtual().start(server::close);
            // Without the alert of the end this would throw something else (RFC 8446 6.1).
            assertThrows(EOFException.class, () -> receive(socket));
            closing.join();
        } finally {
            server.close();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            var address = new InetSocketAddress(LOOPBACK, taken.getLocalPort());
            var config =
                    DnsConfig.on(new InetSocketAddress(LOOPBACK, 0)).withTls(listeners(address));
            var zones = new LiveZones(dev.homeport.dns.zone.Zones.NONE);
            var refused =
                    assertThrows(
                            AddressTakenException.class,
                            () -> DnsServer.start(config, zones, DnsObserver.NONE));
            assertEquals(address, refused.address());
        }
    }
}

package dev.homeport.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** We hold zones for NSD, Knot and BIND: signed, incrementally, and without them when they fail. */
class SecondaryOfPeersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aZoneIsFetchedFollowedAndKept(PeerPrimary.Kind kind) throws Exception {
        int ours = freePort();
        Path peerFolder = folder.resolve("peer");
        try (PeerPrimary peer = PeerPrimary.start(kind, peerFolder, freePort(), ours)) {
            SiteFolder site = site(ours, peer);
            try (RunningHomeport homeport = RunningHomeport.start(site)) {
                awaitAddress(homeport, "www", "192.0.2.1");

                peer.change(2, "www A 192.0.2.2", "more TXT \"x\"");
                assertEquals(0, refresh(site, PeerPrimary.ZONE).exitCode());
                awaitAddress(homeport, "www", "192.0.2.2");
                assertTrue(homeport.output().contains("kind=IXFR serial=2"), homeport.output());

                peer.down();
                refresh(site, PeerPrimary.ZONE);
                awaitStatus(site, "last error: 127.0.0.1:" + peer.port());
                assertEquals("192.0.2.2", address(homeport, "www"));
            }
            // Nobody to ask, and the zone is there with the first answer.
            try (RunningHomeport again = RunningHomeport.start(site)) {
                assertEquals("192.0.2.2", address(again, "www"));

                peer.up();
                peer.change(3, "www A 192.0.2.3");
                refresh(site, PeerPrimary.ZONE);
                awaitAddress(again, "www", "192.0.2.3");
                assertEquals(1, refresh(site, "foobar.com").exitCode());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NSD")
    void anotherSecretGivesNoZone(PeerPrimary.Kind kind) throws Exception {
        int ours = freePort();
        Path peerFolder = folder.resolve("peer");
        try (PeerPrimary peer = PeerPrimary.start(kind, peerFolder, freePort(), ours)) {
            SiteFolder site = site(ours, peer);
            String text = Files.readString(site.configuration());
            Files.writeString(site.configuration(), text.replace(PeerPrimary.SECRET, "YWJj"));
            try (RunningHomeport homeport = RunningHomeport.start(site)) {
                awaitStatus(site, "BADSIG");
                assertEquals(Rcode.SERVFAIL, ask(homeport, "www").getRcode());
            }
        }
    }

    private static Tool.Result refresh(SiteFolder site, String zone) throws Exception {
        return site.homeport().run("zone", "refresh", zone);
    }

    private static void awaitAddress(RunningHomeport homeport, String host, String address) {
        await(host + " is " + address)
                .atMost(PATIENCE)
                .until(() -> address(homeport, host).equals(address));
    }

    private static void awaitStatus(SiteFolder site, String words) {
        await(words)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> site.homeport().run("status").out().contains(words));
    }

    private static String address(RunningHomeport homeport, String host) throws IOException {
        var answers = ask(homeport, host).getSection(Section.ANSWER);
        return answers.isEmpty() ? "" : answers.getFirst().rdataToString();
    }

    private static Message ask(RunningHomeport homeport, String host) throws IOException {
        Name name = Name.fromString(host + "." + PeerPrimary.ZONE + ".");
        return homeport.resolver()
                .send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
    }

    /** The demo on a port that the peer can know beforehand, and a zone of the peer. */
    private SiteFolder site(int ours, PeerPrimary peer) throws IOException {
        SiteFolder site = SiteFolder.ofDemo(Files.createDirectories(folder.resolve("ours")));
        String text = Files.readString(site.configuration());
        String dns = "[dns]\nlisten = [\"127.0.0.1:";
        String zone =
                """

                [[key]]
                name = "%s"
                secret = "%s"

                [[zone]]
                name = "%s"
                primaries = [{ address = "127.0.0.1:%d", key = "%s" }]
                """
                        .formatted(
                                PeerPrimary.KEY,
                                PeerPrimary.SECRET,
                                PeerPrimary.ZONE,
                                peer.port(),
                                PeerPrimary.KEY);
        Files.writeString(site.configuration(), text.replace(dns + "0", dns + ours) + zone);
        Files.setPosixFilePermissions(
                site.configuration(), PosixFilePermissions.fromString("rw-------"));
        return site;
    }

    /** A port that was free for UDP and TCP a moment ago. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    var _ =
                            new DatagramSocket(
                                    new InetSocketAddress(loopback, tcp.getLocalPort()))) {
                return tcp.getLocalPort();
            } catch (BindException e) {
                // Free for TCP only: another one.
            }
        }
        throw new IOException("no port is free for UDP and TCP");
    }
}

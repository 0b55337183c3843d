package dev.homeport.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * A zone of another primary follows it because it is told so (RFC 1996). The zone's refresh
 * interval is an hour, so whatever arrives within seconds came by a notify.
 */
class SecondaryByNotifyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WWW = "www." + PeerPrimary.ZONE;

    /** Signs as the peer does. */
    private static final String KEY = "hmac-sha256:" + PeerPrimary.KEY + ":" + PeerPrimary.SECRET;

    @TempDir Path folder;

    /** Ours stands between a primary and a secondary, each of another make. */
    @ParameterizedTest
    @CsvSource({"NSD,KNOT", "KNOT,BIND", "BIND,NSD"})
    void aChangePassesFromPrimaryThroughOursToASecondary(
            PeerPrimary.Kind primary, NameServer.Kind secondary) throws Exception {
        int ours = FreePort.find();
        int last = FreePort.find();
        Path peerFolder = folder.resolve("peer");
        try (PeerPrimary peer = PeerPrimary.start(primary, peerFolder, FreePort.find(), ours);
                RunningHomeport homeport = RunningHomeport.start(site(ours, peer, last))) {
            awaitAddress(homeport, "192.0.2.1");
            var middle =
                    new NameServer.Primary(
                            PeerPrimary.ZONE, ours, PeerPrimary.KEY, PeerPrimary.SECRET);
            try (NameServer end =
                    NameServer.secondary(secondary, folder.resolve("last"), last, middle)) {
                end.awaitAnswer(WWW, "A", "192.0.2.1");

                peer.change(2, "www A 192.0.2.2", "more TXT \"x\"");

                end.awaitAnswer(WWW, "A", "192.0.2.2");
                assertEquals("192.0.2.2", address(homeport));
                String log = homeport.output();
                assertTrue(log.contains("event=notify_acknowledged"), log);
                assertTrue(log.contains("kind=IXFR serial=2"), log);
            }
            theCopyIsGivenOnWholeAndAsChanges(homeport);
        }
    }

    private static void theCopyIsGivenOnWholeAndAsChanges(RunningHomeport homeport)
            throws Exception {
        String whole = dig(homeport, "-y", KEY, "AXFR", PeerPrimary.ZONE);
        assertTrue(whole.contains("XFR size: 7 records"), whole);
        // Two SOAs around each side of the change, one A gone, one A and one TXT new.
        String changes = dig(homeport, "-y", KEY, "IXFR=1", PeerPrimary.ZONE);
        assertTrue(changes.contains("XFR size: 7 records"), changes);
        assertTrue(changes.contains("192.0.2.1") && changes.contains("192.0.2.2"), changes);
        assertTrue(dig(homeport, "AXFR", PeerPrimary.ZONE).contains("Transfer failed"));
    }

    @Test
    void whateverProgramNotifiesIsHeard() throws Exception {
        Path peerFolder = folder.resolve("peer");
        // The peer itself tells nobody.
        try (PeerPrimary peer =
                        PeerPrimary.start(PeerPrimary.Kind.NSD, peerFolder, FreePort.find(), 9);
                RunningHomeport homeport = RunningHomeport.start(site(FreePort.find(), peer, 9))) {
            awaitAddress(homeport, "192.0.2.1");

            peer.change(2, "www A 192.0.2.2");
            has("NOERROR", ldnsNotify(homeport, PeerPrimary.ZONE, "-s", "2", "-y", ldnsKey()));
            awaitAddress(homeport, "192.0.2.2");

            peer.change(3, "www A 192.0.2.3");
            String reply = digNotify(homeport, PeerPrimary.ZONE, "-y", KEY);
            has("opcode: NOTIFY, status: NOERROR", reply);
            has("TSIG", reply);
            awaitAddress(homeport, "192.0.2.3");

            peer.change(4, "www A 192.0.2.4");
            has("status: NOERROR", digNotify(homeport, PeerPrimary.ZONE, "+tcp", "-y", KEY));
            awaitAddress(homeport, "192.0.2.4");
        }
    }

    @Test
    void nobodyElseIsHeard() throws Exception {
        Path peerFolder = folder.resolve("peer");
        try (PeerPrimary peer =
                        PeerPrimary.start(PeerPrimary.Kind.NSD, peerFolder, FreePort.find(), 9);
                RunningHomeport homeport = RunningHomeport.start(site(FreePort.find(), peer, 9))) {
            awaitAddress(homeport, "192.0.2.1");
            peer.change(2, "www A 192.0.2.2");

            has("REFUSED", ldnsNotify(homeport, PeerPrimary.ZONE));
            has("status: REFUSED", digNotify(homeport, PeerPrimary.ZONE));
            String fromElsewhere = digNotify(homeport, PeerPrimary.ZONE, "-b127.0.0.2", "-y", KEY);
            has("status: REFUSED", fromElsewhere);
            String wrong = "hmac-sha256:" + PeerPrimary.KEY + ":" + "A".repeat(43) + "=";
            String forged = digNotify(homeport, PeerPrimary.ZONE, "-y", wrong);
            has("status: NOTAUTH", forged);
            has("BADSIG", forged);
            has("status: NOTAUTH", digNotify(homeport, "foobar.com", "-y", KEY));
            has("status: NOTAUTH", digNotify(homeport, "www." + PeerPrimary.ZONE, "-y", KEY));
            has("status: NOTAUTH", digNotify(homeport, "unknown.test", "-y", KEY));
            has("NOTAUTH", ldnsNotify(homeport, "unknown.test"));

            // Had one of them led to a check, the new version would have been fetched.
            String log = homeport.output();
            assertFalse(log.contains("serial=2"), log);
            assertEquals("192.0.2.1", address(homeport));
        }
    }

    private static void has(String part, String whole) {
        assertTrue(whole.contains(part), () -> "no " + part + " in: " + whole);
    }

    private static String ldnsKey() {
        return PeerPrimary.KEY + ":" + PeerPrimary.SECRET + ":hmac-sha256";
    }

    private static String ldnsNotify(RunningHomeport homeport, String zone, String... options)
            throws IOException, InterruptedException {
        String port = Integer.toString(homeport.port("dns"));
        String[] more = {"-d", "-z", zone, "-p", port, "-r", "1", "127.0.0.1"};
        Tool.Result result = Tool.named("ldns-notify").run(joined(options, more));
        return result.out() + result.err();
    }

    private static String digNotify(RunningHomeport homeport, String zone, String... options)
            throws IOException, InterruptedException {
        return dig(homeport, joined(options, "+opcode=notify", zone, "SOA"));
    }

    private static String dig(RunningHomeport homeport, String... arguments)
            throws IOException, InterruptedException {
        String[] server = {"@127.0.0.1", "-p", Integer.toString(homeport.port("dns"))};
        return Tool.named("dig").run(joined(server, arguments)).out();
    }

    private static String[] joined(String[] first, String... second) {
        return java.util.stream.Stream.of(first, second)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    private static void awaitAddress(RunningHomeport homeport, String address) {
        await(WWW + " is " + address)
                .atMost(PATIENCE)
                .until(() -> address(homeport).equals(address));
    }

    private static String address(RunningHomeport homeport)
            throws IOException, InterruptedException {
        return dig(homeport, "+short", WWW, "A").strip();
    }

    /** The demo with a zone of the peer, given on to a last server. */
    private SiteFolder site(int ours, PeerPrimary peer, int last) throws IOException {
        SiteFolder site = SiteFolder.ofDemo(Files.createDirectories(folder.resolve("ours")));
        String zone =
                """

                [[key]]
                name = "%1$s"
                secret = "%2$s"

                [[zone]]
                name = "%3$s"
                primaries = [{ address = "127.0.0.1:%4$d", key = "%1$s" }]
                transfer = ["key:%1$s"]
                notify = ["127.0.0.1:%5$d key:%1$s"]
                """
                        .formatted(
                                PeerPrimary.KEY,
                                PeerPrimary.SECRET,
                                PeerPrimary.ZONE,
                                peer.port(),
                                last);
        String dns = "[dns]\nlisten = [\"127.0.0.1:";
        String text = Files.readString(site.configuration()).replace(dns + "0", dns + ours);
        Files.writeString(site.configuration(), text + zone);
        Files.setPosixFilePermissions(
                site.configuration(), PosixFilePermissions.fromString("rw-------"));
        return site;
    }
}

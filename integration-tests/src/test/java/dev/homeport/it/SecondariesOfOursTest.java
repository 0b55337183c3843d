package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies and changes of a zone, by the tools and servers of others. */
class SecondariesOfOursTest {
    private static final String SECRET = "c3ZwZ2xmb3RjYXRzc2l0b250aGVtYXQtMDEyMzQ1Njc=";
    private static final String KEY = "hmac-sha256:xfr:" + SECRET;

    @TempDir Path folder;

    private SiteFolder site(int notifiedPort) throws IOException {
        SiteFolder site = SiteFolder.ofDemo(folder);
        Files.writeString(
                site.configuration(),
                Files.readString(site.configuration())
                        + """

                        [[key]]
                        name = "xfr"
                        secret = "%s"

                        [[zone]]
                        name = "foobar.com"
                        transfer = ["key:xfr"]
                        notify = ["127.0.0.1:%d key:xfr"]
                        update = [{ key = "xfr", names = ["*.dev.foobar.com"], types = ["A", "TXT"] }]
                        """
                                .formatted(SECRET, notifiedPort));
        return site;
    }

    private static String dig(RunningHomeport homeport, String... arguments)
            throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 3];
        all[0] = "@127.0.0.1";
        all[1] = "-p";
        all[2] = Integer.toString(homeport.port("dns"));
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Tool.named("dig").run(all).out();
    }

    private Tool.Result update(RunningHomeport homeport, String... lines)
            throws IOException, InterruptedException {
        Path script = folder.resolve("update.txt");
        Files.writeString(
                script,
                "server 127.0.0.1 "
                        + homeport.port("dns")
                        + "\nzone foobar.com\n"
                        + String.join("\n", lines)
                        + "\nsend\n");
        return Tool.named("nsupdate").run("-y", KEY, script.toString());
    }

    private static long serial(RunningHomeport homeport) throws IOException, InterruptedException {
        return Long.parseLong(dig(homeport, "+short", "foobar.com", "SOA").split(" ", -1)[2]);
    }

    @ParameterizedTest
    @EnumSource
    void aSecondaryCopiesAndFollowsByNotify(NameServer.Kind kind) throws Exception {
        int port = NameServer.freePort();
        try (RunningHomeport homeport = RunningHomeport.start(site(port))) {
            var primary = new NameServer.Primary("foobar.com", homeport.port("dns"), "xfr", SECRET);
            try (NameServer secondary =
                    NameServer.secondary(kind, folder.resolve("secondary"), port, primary)) {
                secondary.awaitAnswer("foobar.com", "A", "127.0.0.1");
                Tool.Result added = update(homeport, "update add a.dev.foobar.com 60 A 192.0.2.77");
                assertEquals(0, added.exitCode(), added.err());
                secondary.awaitAnswer("a.dev.foobar.com", "A", "192.0.2.77");
                assertEquals(0, update(homeport, "update delete a.dev.foobar.com").exitCode());
                // The wildcard of the zone answers for the name again.
                secondary.awaitAnswer("a.dev.foobar.com", "A", "127.0.0.1");
                String log = homeport.output();
                assertTrue(log.contains("event=notify_acknowledged"), log);
                assertTrue(log.contains("kind=ixfr "), log);
            }
        }
    }

    @Test
    void digTakesAZoneOnlyWithTheKey() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(site(9))) {
            assertTrue(dig(homeport, "AXFR", "foobar.com").contains("Transfer failed"));
            String zone = dig(homeport, "-y", KEY, "AXFR", "foobar.com");
            assertTrue(zone.contains("XFR size: 26 records"), zone);
            String wrong = "hmac-sha256:xfr:" + "A".repeat(43) + "=";
            assertTrue(
                    dig(homeport, "-y", wrong, "AXFR", "foobar.com").contains("Transfer failed"));
            String signed = dig(homeport, "-y", KEY, "www.foobar.com");
            assertTrue(signed.contains("127.0.0.1") && signed.contains("TSIG"), signed);
        }
    }

    @Test
    void anAcknowledgedUpdateSurvivesAKillAndAReload() throws Exception {
        SiteFolder site = site(9);
        try (RunningHomeport homeport = RunningHomeport.start(site)) {
            long before = serial(homeport);
            assertEquals(0, update(homeport, "update add b.dev.foobar.com 60 TXT kept").exitCode());
            homeport.kill();
            try (RunningHomeport again = RunningHomeport.start(site)) {
                assertEquals("\"kept\"", dig(again, "+short", "b.dev.foobar.com", "TXT").strip());
                assertEquals(before + 1, serial(again));
                assertEquals(0, site.homeport().run("reload").exitCode());
                assertEquals("\"kept\"", dig(again, "+short", "b.dev.foobar.com", "TXT").strip());
                String changes = dig(again, "-y", KEY, "IXFR=" + before, "foobar.com");
                assertTrue(changes.contains("b.dev.foobar.com."), changes);
                assertTrue(changes.contains("XFR size: 5 records"), changes);
            }
        }
    }

    @Test
    void nsupdateIsToldWhatIsNotAllowed() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(site(9))) {
            String refused = update(homeport, "update add www.foobar.com 60 A 192.0.2.7").err();
            assertTrue(refused.contains("REFUSED"), refused);
            String there =
                    update(
                                    homeport,
                                    "prereq yxdomain c.dev.foobar.com",
                                    "update add c.dev.foobar.com 60 A 192.0.2.7")
                            .err();
            assertTrue(there.contains("NXDOMAIN"), there);
            // What the wildcard of the zone says, and nothing else.
            assertEquals("127.0.0.1", dig(homeport, "+short", "c.dev.foobar.com").strip());
        }
    }

    @Test
    void aNotifyForAZoneOfOurOwnIsAnswered() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(site(9))) {
            String port = Integer.toString(homeport.port("dns"));
            var result =
                    Tool.named("ldns-notify")
                            .run("-z", "foobar.com", "-p", port, "-r", "1", "127.0.0.1");
            assertTrue((result.out() + result.err()).contains("NOTAUTH"), result.toString());
        }
    }
}

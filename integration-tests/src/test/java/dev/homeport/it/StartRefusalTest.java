package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What keeps the program from starting is said at once, with place and remedy. */
class StartRefusalTest {
    @TempDir Path folder;

    @Test
    void threeMistakesInAZoneAreThreeLines() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        int lines = Files.readAllLines(site.zoneFile()).size();
        site.appendToZone(
                """
                bad1 A 127.0.0.256
                good A 127.0.0.1
                bad2 MX mail
                bad3 NOTATYPE x
                """);

        Tool.Result up = site.homeport().run("up");
        Tool.Result check = site.homeport().run("check");

        for (Tool.Result result : new Tool.Result[] {up, check}) {
            String text = result.out() + result.err();
            assertEquals(2, result.exitCode(), text);
            assertTrue(text.contains("foobar.com.zone:" + (lines + 1)), text);
            assertTrue(text.contains("foobar.com.zone:" + (lines + 3)), text);
            assertTrue(text.contains("foobar.com.zone:" + (lines + 4)), text);
        }
    }

    @Test
    void mistakesInTheConfigurationAreAllNamed() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        Files.writeString(
                site.configuration(),
                """
                [dns]
                listen = ["127.0.0.1:99999"]
                zonez = "zones"
                """);

        Tool.Result up = site.homeport().run("up");

        assertEquals(2, up.exitCode());
        assertTrue(up.err().contains("homeport.toml:2:"), up.err());
        assertTrue(up.err().contains("homeport.toml:3:"), up.err());
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Files.writeString(
                    site.configuration(),
                    Files.readString(site.configuration())
                            .replace(
                                    "[http]\nlisten = [\"127.0.0.1:0\"]",
                                    "[http]\nlisten = [\"" + address + "\"]"));

            Tool.Result up = site.homeport().run("up");

            assertEquals(1, up.exitCode(), up.out() + up.err());
            assertTrue(up.err().contains(address), up.err());
            assertTrue(
                    up.err().contains("(process " + ProcessHandle.current().pid() + ")"), up.err());
        }
    }

    @Test
    void aSecondProcessOnTheSameDataIsRefusedAndTheFirstGoesOn() throws Exception {
        try (RunningHomeport first = RunningHomeport.start(SiteFolder.ofDemo(folder))) {
            Tool.Result second = first.site().homeport().run("up");

            assertEquals(1, second.exitCode(), second.out() + second.err());
            assertTrue(second.err().contains("in use"), second.err());
            assertEquals(0, first.site().homeport().run("status").exitCode());
        }
    }

    @Test
    void aDamagedStoreIsNotTouched() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        RunningHomeport.start(site).close();
        Path store;
        try (var files = Files.walk(site.data())) {
            store = files.filter(f -> f.toString().endsWith(".db")).findFirst().orElseThrow();
        }
        byte[] broken = Files.readAllBytes(store);
        Arrays.fill(broken, 0, 100, (byte) 'x');
        Files.write(store, broken);

        Tool.Result up = site.homeport().run("up");

        assertEquals(1, up.exitCode(), up.out() + up.err());
        assertTrue(up.err().contains(store.getFileName().toString()), up.err());
        assertTrue(up.err().contains("restore"), up.err());
        assertArrayEquals(broken, Files.readAllBytes(store));
    }
}

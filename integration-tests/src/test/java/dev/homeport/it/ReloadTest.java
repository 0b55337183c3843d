package dev.homeport.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A reload takes effect as a whole, or not at all. */
class ReloadTest {
    @TempDir Path folder;

    @Test
    void newRecordsAreServedAfterAReload() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(SiteFolder.ofDemo(folder))) {
            assertEquals(Rcode.NXDOMAIN, rcode(homeport, "fresh.foobar.com."));
            homeport.site().appendToZone("fresh A 127.0.0.9\n");

            Tool.Result reload = homeport.site().homeport().run("reload");

            assertEquals(0, reload.exitCode(), reload.out() + reload.err());
            assertEquals(Rcode.NOERROR, rcode(homeport, "fresh.foobar.com."));
        }
    }

    @Test
    void aHangUpReloadsToo() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(SiteFolder.ofDemo(folder))) {
            homeport.site().appendToZone("fresh A 127.0.0.9\n");

            homeport.hangUp();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rcode(homeport, "fresh.foobar.com.") == Rcode.NOERROR);
        }
    }

    @Test
    void aBrokenZoneIsRefusedAndTheOldOneKeepsServing() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(SiteFolder.ofDemo(folder))) {
            homeport.site().appendToZone("fresh A 127.0.0.9\nbad A nonsense\n");

            Tool.Result reload = homeport.site().homeport().run("reload");

            assertEquals(2, reload.exitCode(), reload.out() + reload.err());
            assertTrue(reload.out().contains("foobar.com.zone:"), reload.out());
            assertEquals(Rcode.NOERROR, rcode(homeport, "www.foobar.com."));
            assertEquals(Rcode.NXDOMAIN, rcode(homeport, "fresh.foobar.com."));
            assertTrue(
                    homeport.site().homeport().run("status").out().contains("refused"),
                    "status shows the refusal");
        }
    }

    /** All or nothing reaches across the parts: a good zone waits for a good configuration. */
    @Test
    void aBrokenConfigurationKeepsTheOldZonesToo() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(SiteFolder.ofDemo(folder))) {
            homeport.site().appendToZone("fresh A 127.0.0.9\n");
            Path file = homeport.site().configuration();
            String good = Files.readString(file);
            Files.writeString(file, good + "\n[nonsense]\nx = 1\n");

            homeport.hangUp();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> homeport.output().contains("nonsense"));

            assertEquals(Rcode.NXDOMAIN, rcode(homeport, "fresh.foobar.com."));
            Files.writeString(file, good);
            assertEquals(0, homeport.site().homeport().run("reload").exitCode());
            assertEquals(Rcode.NOERROR, rcode(homeport, "fresh.foobar.com."));
        }
    }

    private static int rcode(RunningHomeport homeport, String name) throws Exception {
        Record question = Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
        return homeport.resolver().send(Message.newQuery(question)).getRcode();
    }
}

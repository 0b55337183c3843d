package dev.homeport.dns.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.dns.LiveZones;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.transfer.Peer;
import dev.homeport.dns.transfer.SerialNumber;
import dev.homeport.dns.transfer.TransferLog;
import dev.homeport.dns.update.Journals.Restored;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.ZoneRecord;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Any message as an update: all of it is done and on the disk, or nothing of it. */
class UpdateFuzzTest {
    private static final DomainName ORIGIN = DomainName.of(Name.fromConstantString("example."));
    private static final DomainName KEY = DomainName.of(Name.fromConstantString("key."));
    private static final UpdateGrant ALL =
            new UpdateGrant(KEY, List.of(new NamePattern.Below(DomainName.ROOT)), Set.of());
    private static final Peer PEER =
            new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000), KEY);
    private static final Zones ZONES =
            ZoneFiles.loadText(
                            Path.of("example.zone"),
                            """
                            $TTL 300
                            @ SOA ns1 hostmaster 7 3600 900 604800 300
                            @ NS ns1
                            ns1 A 192.0.2.1
                            www A 192.0.2.2
                            www A 192.0.2.3
                            www MX 10 mail
                            alias CNAME www
                            a.deep TXT "x"
                            sub NS ns1.sub
                            ns1.sub A 192.0.2.4
                            *.wild A 192.0.2.5
                            """)
                    .zones();

    @TempDir Path folder;

    @FuzzTest(maxDuration = "60s")
    void anyMessageIsDoneWholeOrNotAtAll(byte[] bytes) throws IOException {
        Optional<DnsMessage> message =
                DnsMessage.decode(bytes).filter(m -> m.questions().size() == 1);
        if (message.isEmpty()) return;
        LiveZones live = new LiveZones(ZONES);
        Journals journals = new Journals(folder, () -> LoadLimits.DEFAULT);
        var dynamic = new DynamicZones(live, _ -> List.of(ALL), journals, TransferLog.NONE);
        int code = dynamic.update(message.get(), PEER);
        Path journal = folder.resolve("example.journal");
        if (live.current() == ZONES) {
            assertTrue(code >= 0 && code <= 10, "a code of RFC 2136 2.2: " + code);
            assertTrue(Files.notExists(journal), "nothing changed and something is written");
            return;
        }
        assertEquals(Rcode.NOERROR, code, "changed and not said so");
        changed(live.current().find(ORIGIN).orElseThrow());
        Files.delete(journal);
    }

    /** What is served can be served, is newer, and comes back from the disk. */
    private void changed(Zone now) {
        Zone before = ZONES.find(ORIGIN).orElseThrow();
        assertTrue(SerialNumber.isNewer(now.serial(), before.serial()));
        assertSame(1, now.soa().count());
        var restored =
                assertInstanceOf(
                        Restored.Replayed.class,
                        new Journals(folder, () -> LoadLimits.DEFAULT).restore(before));
        assertEquals(text(now), text(restored.zone()));
    }

    private static List<String> text(Zone zone) {
        return zone.records().map(ZoneRecord::toString).sorted().toList();
    }
}

package dev.homeport.dns.secondary;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.zone.Zone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whatever bytes come as a transfer or lie on the disk, they are read or refused, and what was read
 * can be served.
 */
class TransferFuzzTest {
    private static final TransferLimits LIMITS =
            TransferLimits.DEFAULT.withSizes(100, 10_000, 1 << 20, 1 << 20);

    @FuzzTest(maxDuration = "60s")
    void transfersAreReadOrRefused(byte[] bytes) {
        read(bytes, Incoming.whole(Texts.ORIGIN, LIMITS));
        read(bytes, Incoming.since(Texts.ORIGIN, 7, LIMITS));
    }

    /** The bytes are messages behind their lengths, as on a connection. */
    private static void read(byte[] bytes, Incoming incoming) {
        MessageReader reader = new MessageReader();
        try {
            for (int at = 0; at + 2 <= bytes.length && !incoming.isComplete(); ) {
                int length = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
                int end = Math.min(at + 2 + length, bytes.length);
                reader.open(Arrays.copyOfRange(bytes, at + 2, end));
                while (reader.next()) {
                    incoming.record(reader.owner(), reader.type(), reader.ttl(), reader.rdata());
                }
                incoming.endMessage();
                at = end;
            }
        } catch (BadTransfer e) {
            return;
        }
        if (incoming.isComplete()) use(incoming.received());
    }

    private static void use(Received received) {
        Zone held = Texts.zone(Texts.soa(7), "@ NS ns1", "ns1 A 192.0.2.7");
        try {
            switch (received) {
                case Received.Whole whole -> serve(whole.rrsets());
                case Received.Changes changes -> serve(Differences.apply(held, changes.steps()));
                case Received.Current _ -> {}
            }
        } catch (BadTransfer e) {
            // Refused.
        }
    }

    private static void serve(java.util.List<dev.homeport.dns.zone.Rrset> rrsets) {
        ZoneAssembly.assembleReceived(Texts.ORIGIN, Path.of("fuzz"), rrsets, LoadLimits.DEFAULT)
                .zones()
                .all()
                .forEach(SoaTimes::of);
    }

    @FuzzTest(maxDuration = "60s")
    void copiesAreReadOrRefused(byte[] bytes) throws IOException {
        try {
            ZoneCopy.read(new ByteArrayInputStream(bytes));
        } catch (ZoneCopy.Damaged e) {
            // Refused.
        }
    }
}

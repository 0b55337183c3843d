package dev.homeport.dns.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.update.Journal.Content;

import java.util.Arrays;

/** Whatever lies on the disk, it is read or found damaged. */
class JournalFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyFileIsReadOrFoundDamaged(byte[] bytes) {
        switch (Journal.decode(bytes)) {
            case Content.Absent _ -> throw new AssertionError("there is a file");
            case Content.Damaged(long at, String what) -> {
                assertTrue(at >= 0 && at < Math.max(1, bytes.length), "damaged at " + at);
                assertTrue(what.length() > 0);
            }
            case Content.Good good -> {
                assertTrue(good.goodBytes() <= bytes.length);
                byte[] kept = Arrays.copyOf(bytes, (int) good.goodBytes());
                var again = assertInstanceOf(Content.Good.class, Journal.decode(kept));
                assertEquals(good.deltas().size(), again.deltas().size());
                assertEquals(good.goodBytes(), again.goodBytes());
                long serial = good.base().serial();
                for (ZoneDelta delta : good.deltas()) {
                    assertEquals(serial, delta.from(), "each follows the one before it");
                    serial = delta.to();
                }
                assertEquals(serial, good.end());
            }
        }
    }

    /** What passed the sums all the same is checked once more. */
    @FuzzTest(maxDuration = "60s")
    void anyChangeIsReadOrRefused(byte[] bytes) {
        DeltaCodec.decode(bytes)
                .ifPresent(
                        delta -> {
                            byte[] written = DeltaCodec.encode(delta);
                            var again = DeltaCodec.decode(written).orElseThrow();
                            assertArrayEquals(written, DeltaCodec.encode(again));
                            assertEquals(delta.from(), again.from());
                            assertEquals(delta.to(), again.to());
                        });
    }
}

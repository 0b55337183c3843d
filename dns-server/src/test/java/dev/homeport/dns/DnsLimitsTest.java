package dev.homeport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The bounds have defaults that do not change by accident, and senseless ones are refused. */
class DnsLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static DnsLimits limits(int udp, int steps, int connections, int query, int unsent) {
        return new DnsLimits(udp, steps, connections, 1, query, unsent, SECOND, SECOND);
    }

    @Test
    void defaults() {
        assertEquals(
                new DnsLimits(
                        1232,
                        16,
                        1000,
                        100,
                        8192,
                        131_072,
                        Duration.ofSeconds(10),
                        Duration.ofHours(1)),
                DnsLimits.DEFAULT);
    }

    @Test
    void atTheBoundsAndOnePast() {
        limits(512, 1, 1, 512, 65_536);
        limits(4096, 100, 1, 65_535, 65_536);
        for (Runnable senseless :
                List.<Runnable>of(
                        () -> limits(511, 1, 1, 512, 65_536),
                        () -> limits(4097, 1, 1, 512, 65_536),
                        () -> limits(512, 0, 1, 512, 65_536),
                        () -> limits(512, 101, 1, 512, 65_536),
                        () -> limits(512, 1, 0, 512, 65_536),
                        () -> new DnsLimits(512, 1, 1, 0, 512, 65_536, SECOND, SECOND),
                        () -> limits(512, 1, 1, 511, 65_536),
                        () -> limits(512, 1, 1, 65_536, 65_536),
                        () -> limits(512, 1, 1, 512, 65_535),
                        () -> DnsLimits.DEFAULT.withTcpIdleTimeout(Duration.ZERO))) {
            assertThrows(IllegalArgumentException.class, senseless::run);
        }
    }

    @Test
    void aConfigNeedsAnAddressAndALoop() {
        assertThrows(IllegalArgumentException.class, DnsConfig::on);
        DnsConfig config = DnsConfig.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThrows(IllegalArgumentException.class, () -> config.withLoops(0));
    }
}

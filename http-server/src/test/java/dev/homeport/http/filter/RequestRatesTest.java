package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Handler;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

class RequestRatesTest {
    private static final Handler NEXT = _ -> Response.of(204);
    private static final long SECOND = 1_000_000_000;

    /** Six a minute, three at once. */
    private static final Rate RATE = new Rate(6, Duration.ofMinutes(1), 3);

    private final AtomicLong now = new AtomicLong(-5);
    private final RequestRates rates =
            new RequestRates(
                    List.of(new RequestRates.Rule(PathPattern.of("/api/**"), RATE)), now::get, 1);

    private Response ask(String client, String path) throws Exception {
        return rates.filter(From.address(client, path), NEXT);
    }

    @Test
    void aBurstIsBornAndThenOneAtATime() throws Exception {
        for (int i = 0; i < 3; i++) assertEquals(204, ask("192.0.2.1", "/api/x").status());
        Response refused = ask("192.0.2.1", "/api/y");
        assertEquals(429, refused.status());
        assertEquals("10", refused.headers().joined("retry-after"));
        now.addAndGet(10 * SECOND - 1);
        assertEquals("1", ask("192.0.2.1", "/api/y").headers().joined("retry-after"));
        now.addAndGet(1);
        assertEquals(204, ask("192.0.2.1", "/api/y").status());
        assertEquals(429, ask("192.0.2.1", "/api/y").status());
        now.addAndGet(1000 * SECOND);
        for (int i = 0; i < 3; i++) assertEquals(204, ask("192.0.2.1", "/api/x").status());
        assertEquals(429, ask("192.0.2.1", "/api/x").status());
    }

    @Test
    void othersAndOtherPathsAreNotConcerned() throws Exception {
        for (int i = 0; i < 4; i++) ask("192.0.2.1", "/api/x");
        assertEquals(204, ask("192.0.2.2", "/api/x").status());
        assertEquals(204, ask("192.0.2.1", "/x").status());
    }

    @Test
    void aNetworkOfSixtyFourBitsIsOneClient() throws Exception {
        for (int i = 0; i < 3; i++) ask("2001:db8::" + i, "/api/x");
        assertEquals(429, ask("2001:db8::ffff:1:2:3", "/api/x").status());
        assertEquals(204, ask("2001:db8:0:1::1", "/api/x").status());
    }

    /** Until the table is full it counts exactly as a bucket for each client would. */
    @Test
    void countsLikeABucketForEachClient() throws UnknownHostException {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        RateTable table = new RateTable(RATE, random.nextLong());
        Map<Integer, double[]> buckets = new HashMap<>();
        long time = 0;
        for (int round = 0; round < 50_000; round++) {
            time += random.nextLong(SECOND / 10);
            int client = random.nextInt(50);
            double[] bucket = buckets.computeIfAbsent(client, _ -> new double[] {3, 0});
            bucket[0] = Math.min(3, bucket[0] + (time - bucket[1]) / (10.0 * SECOND));
            bucket[1] = time;
            // What is so near to a whole token that rounding decides is left out.
            boolean near = Math.abs(bucket[0] - 1) < 1e-6;
            if (near) continue;
            boolean taken = table.take(address(client), time) == 0;
            assertEquals(bucket[0] > 1, taken, "seed " + seed + " round " + round);
            if (taken) bucket[0]--;
        }
    }

    @Test
    void manyClientsDoNotWashOutWhoIsOverItsBound() throws UnknownHostException {
        RateTable table = new RateTable(new Rate(1, Duration.ofHours(1), 2), 77);
        InetAddress greedy = address(0xffffff);
        for (int i = 0; i < 2; i++) assertEquals(0, table.take(greedy, 0));
        for (int client = 0; client < 4 * RateTable.CLIENTS_MAX; client++) {
            assertEquals(0, table.take(address(client), client));
        }
        assertTrue(table.take(greedy, SECOND) > 0);
        assertTrue(table.look(greedy, SECOND) > 0);
    }

    private static InetAddress address(int client) throws UnknownHostException {
        byte[] bytes = {10, (byte) (client >> 16), (byte) (client >> 8), (byte) client};
        return InetAddress.getByAddress(bytes);
    }

    @Test
    void aRateOfNothingIsRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, second, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, second, 0));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, Duration.ZERO, 1));
        Duration day = Duration.ofDays(1);
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, day, 100_000_000));
    }
}

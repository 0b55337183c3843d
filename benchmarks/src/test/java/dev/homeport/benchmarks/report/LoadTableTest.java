package dev.homeport.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.homeport.benchmarks.load.LoadResult;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LoadTableTest {
    @Test
    void ratiosAreTakenRoundByRound() {
        // The machine is half as fast in the last two rounds, for both alike.
        LoadTable table =
                table(
                        sample("ours", 0, 200, 100),
                        sample("ours", 1, 100, 200),
                        sample("ours", 2, 110, 200),
                        sample("theirs", 0, 100, 150),
                        sample("theirs", 1, 50, 300),
                        sample("theirs", 2, 50, 300));
        LoadTable.Row theirs = table.rows().get(1);
        assertEquals(new LoadTable.Ratio(2.0, 1 / 3.0), theirs.ours());
    }

    @Test
    void figuresAreMediansAndTheExtremesOfCpuTimeAreShown() {
        LoadTable.Row row =
                table(
                                sample("ours", 0, 1000, 5000),
                                sample("ours", 1, 900, 5400),
                                sample("ours", 2, 10, 100))
                        .rows()
                        .getFirst();
        assertEquals(900, row.perSecond());
        assertEquals(6, row.cpuMicros());
        assertEquals(5, row.cpuMicrosMin());
        assertEquals(10, row.cpuMicrosMax());
    }

    @Test
    void failuresOfAllRoundsAreSummed() {
        var disturbed = new LoadResult(10, 4, Duration.ofSeconds(1), 0, 0);
        LoadTable table =
                table(
                        new Sample("ours", 0, disturbed, 1000, 0),
                        new Sample("ours", 1, disturbed, 1000, 0));
        assertEquals(8, table.rows().getFirst().failed());
    }

    @Test
    void oursIsNotComparedWithItself() {
        assertNull(table(sample("ours", 0, 1, 1)).rows().getFirst().ours());
    }

    @Test
    void withoutOursThereIsNoRatio() {
        assertNull(table(sample("theirs", 0, 1, 1)).rows().getFirst().ours());
    }

    private static LoadTable table(Sample... samples) {
        return LoadTable.of("title", "tool", "queries", "ours", List.of(samples));
    }

    private static Sample sample(String server, int round, long perSecond, long cpuMicros) {
        var load = new LoadResult(perSecond, 0, Duration.ofSeconds(1), 0, 0);
        return new Sample(server, round, load, cpuMicros * 1000, 0);
    }
}

package dev.homeport.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.benchmarks.process.Memory;
import dev.homeport.benchmarks.server.Protocol;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class ReportTest {
    private final Report report =
            new Report(
                    new Machine(
                            Instant.parse("2026-11-23T16:10:42Z"),
                            2,
                            "a processor",
                            "6.1",
                            "25",
                            0.25,
                            Map.of("nsd", "NSD version 4.6.1")),
                    List.of(
                            new LoadTable(
                                    "DNS",
                                    "dnsload",
                                    "queries",
                                    List.of(
                                            row("homeport", 0.01, null),
                                            row("nsd", 0.2, new LoadTable.Ratio(1.1, 0.9))))),
                    List.of(new MemoryRow("nsd", new Memory(2048, 1024), new Memory(4096, 1024))),
                    List.of(new StartRow("nsd", "0", Protocol.DNS, 5, 80.25, 70, 90)),
                    List.of("wrk is not installed"));

    @Test
    void theTablesSayWhatWasMeasured() {
        assertEquals(
                """
                Measured 2026-11-23T16:10:00Z on 2 cores (a processor), Linux 6.1, Java 25; load average before 0.25.

                - nsd: NSD version 4.6.1

                ### DNS (dnsload)

                | server | queries/s | CPU µs | least-most | p50 µs | p99 µs | failed | core taken by others | our rate ÷ its | our CPU ÷ its |
                | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
                | homeport | 123,456 | 4.15 | 4.00-5.00 | 400 |  | 7 | 1 % |  |  |
                | nsd | 123,456 | 4.15 | 4.00-5.00 | 400 |  | 7 | **20 %** | 1.10 | 0.90 |

                ### Memory

                | server | RSS at rest, MiB | PSS at rest | RSS after load | PSS after load |
                | --- | --: | --: | --: | --: |
                | nsd | 2.0 | 1.0 | 4.0 | 1.0 |

                ### From start to first answer

                | server | cores | answer | ms | least-most |
                | --- | --- | --- | --: | --: |
                | nsd | 0 | DNS | 80.3 | 70.0-90.0 |

                - wrk is not installed
                """,
                report.markdown());
    }

    @Test
    void jsonHasTheSameFigures() {
        JsonNode json = JsonMapper.shared().readTree(report.json());
        JsonNode rows = json.at("/loads/0/rows");
        assertEquals(4.15, rows.get(0).get("cpuMicros").asDouble());
        assertTrue(rows.get(0).get("ours").isNull());
        assertEquals(0.9, rows.get(1).at("/ours/cpu").asDouble());
        assertEquals("2026-11-23T16:10:42Z", json.at("/machine/at").asString());
        assertEquals(2048, json.at("/memory/0/atRest/rssKib").asInt());
        assertEquals("DNS", json.at("/starts/0/protocol").asString());
    }

    private static LoadTable.Row row(
            String server, double foreignShare, LoadTable.@Nullable Ratio ours) {
        return new LoadTable.Row(server, 5, 123_456.4, 4.15, 4, 5, 400, 0, 7, foreignShare, ours);
    }
}

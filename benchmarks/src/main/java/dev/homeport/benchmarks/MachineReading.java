package dev.homeport.benchmarks;

import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.report.Machine;
import dev.homeport.benchmarks.server.Contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what the figures were made with. */
final class MachineReading {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private MachineReading() {}

    static Machine take(Settings settings, List<Contestant> contestants, Instant now)
            throws IOException {
        Map<String, String> versions = new HashMap<>();
        for (Contestant contestant : contestants) {
            String text = Tool.run(contestant.versionCommand(), PATIENCE);
            versions.put(contestant.name(), text.lines().findFirst().orElse("unknown").strip());
        }
        return new Machine(
                now,
                settings.coreCount(),
                processor(Files.readString(Path.of("/proc/cpuinfo"))),
                System.getProperty("os.version", "unknown"),
                System.getProperty("java.vm.version", "unknown"),
                Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]),
                versions);
    }

    /** The model in {@code /proc/cpuinfo}. */
    static String processor(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown processor");
    }
}

package dev.homeport.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cores a process may run on.
 *
 * @param list as taskset(1) reads it, such as {@code 0} or {@code 0,1}
 */
public record Core(String list) {
    // USER_HZ, which the kernel keeps at 100 for all programs on the usual architectures.
    private static final long TICK_MILLIS = 10;

    public Core {
        if (!list.matches("[0-9]{1,4}(,[0-9]{1,4}){0,1023}")) {
            throw new IllegalArgumentException("not a list of cores: " + list);
        }
    }

    /** One core. */
    public static Core of(int number) {
        return new Core(Integer.toString(number));
    }

    /** The first {@code count} cores. */
    public static Core first(int count) {
        return new Core(
                IntStream.range(0, count)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")));
    }

    /** The command that runs another one on these cores. */
    public List<String> pinned(List<String> command) {
        List<String> all = new ArrayList<>(List.of("taskset", "-c", list));
        all.addAll(command);
        return all;
    }

    /** Time since the machine started in which the first of these cores was not idle. */
    public Duration busy() {
        int core = Integer.parseInt(list.split(",", 2)[0]);
        try {
            String text = Files.readString(Path.of("/proc/stat"));
            return Duration.ofMillis(ProcText.busyTicks(text, core) * TICK_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/stat", e);
        }
    }
}

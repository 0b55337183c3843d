package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Ports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * wrk with one thread and connections that stay open.
 *
 * @param program its executable
 * @param page what it gets
 * @param connections how many stay open
 * @param script a file that tells it what to send; without one, one request at a time
 * @param core where it runs
 */
public record Wrk(Path program, Page page, int connections, Optional<Path> script, Core core)
        implements Load {
    /** Sends eight requests in a row on each connection. */
    public static final String EIGHT_IN_A_ROW =
            """
            init = function(args)
                local one = wrk.format("GET", wrk.path)
                eight = string.rep(one, 8)
            end
            request = function() return eight end
            """;

    /**
     * Sends a field that no kept answer may depend on, so that each request is asked of its
     * handler.
     */
    public static final String ANEW =
            """
            wrk.headers["X-Asked"] = "anew"
            """;

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Map<String, Double> MICROS =
            Map.of("us", 1.0, "ms", 1e3, "s", 1e6, "m", 60e6);
    private static final Map<String, Double> SECONDS =
            Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0);

    @Override
    public String tool() {
        return "wrk";
    }

    @Override
    public LoadResult run(Ports server, Duration duration) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("-t1");
        command.add("-c" + connections);
        command.add("-d" + Math.max(1, duration.toSeconds()) + "s");
        command.add("--latency");
        command.addAll(List.of("-H", "Host: " + page.host()));
        script.ifPresent(file -> command.addAll(List.of("-s", file.toString())));
        command.add(page.uri(server));
        String output = Tool.run(core.pinned(command), duration.plus(GRACE));
        return parse(output, page.expected());
    }

    /** Reads its report; socket errors and statuses of the other kind are failures. */
    static LoadResult parse(String output, Page.Expected expected) {
        var text = new ToolText("wrk", output);
        String count = "^ *([0-9]+) requests in ";
        long requests = (long) text.require(count);
        double seconds = quantity(output, count + "([0-9.]+)(us|ms|s|m)", 2, SECONDS);
        long refused = (long) text.find("^ *Non-2xx or 3xx responses: ([0-9]+)").orElse(0);
        long wrong =
                switch (expected) {
                    case FOUND -> refused;
                    case MISSING -> requests - refused;
                };
        return new LoadResult(
                requests - wrong,
                wrong + socketErrors(output),
                Duration.ofNanos(Math.round(seconds * 1e9)),
                quantity(output, "^ *50% +([0-9.]+)(us|ms|s|m)", 1, MICROS),
                quantity(output, "^ *99% +([0-9.]+)(us|ms|s|m)", 1, MICROS));
    }

    private static double quantity(
            String output, String pattern, int group, Map<String, Double> units) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(output);
        if (!matcher.find()) {
            throw new IllegalArgumentException("wrk did not print " + pattern + ": " + output);
        }
        double unit = units.getOrDefault(matcher.group(group + 1), 1.0);
        return Double.parseDouble(matcher.group(group)) * unit;
    }

    private static long socketErrors(String output) {
        Matcher matcher =
                Pattern.compile(
                                "Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+),"
                                        + " timeout ([0-9]+)")
                        .matcher(output);
        if (!matcher.find()) return 0;
        long errors = 0;
        for (int i = 1; i <= matcher.groupCount(); i++) errors += Long.parseLong(matcher.group(i));
        return errors;
    }
}

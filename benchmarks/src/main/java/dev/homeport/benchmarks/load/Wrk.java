package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Content;
import dev.homeport.benchmarks.server.Ports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * wrk with one thread and 64 connections that stay open, each with one request at a time.
 *
 * @param program its executable
 * @param path what it gets
 * @param core where it runs
 */
public record Wrk(Path program, String path, Core core) implements Load {
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
        List<String> command =
                List.of(
                        program.toString(),
                        "-t1",
                        "-c64",
                        "-d" + Math.max(1, duration.toSeconds()) + "s",
                        "--latency",
                        "-H",
                        "Host: " + Content.HOST,
                        "http://127.0.0.1:" + server.http() + path);
        return parse(Tool.run(core.pinned(command), duration.plus(GRACE)));
    }

    /** Reads its report; socket errors and statuses of 400 and above are failures. */
    static LoadResult parse(String output) {
        var text = new ToolText("wrk", output);
        String count = "^ *([0-9]+) requests in ";
        long requests = (long) text.require(count);
        double seconds = quantity(output, count + "([0-9.]+)(us|ms|s|m)", 2, SECONDS);
        long refused = (long) text.find("^ *Non-2xx or 3xx responses: ([0-9]+)").orElse(0);
        return new LoadResult(
                requests - refused,
                refused + socketErrors(output),
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

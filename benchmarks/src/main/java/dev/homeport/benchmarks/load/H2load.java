package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Ports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * h2load with one thread and two connections of HTTP/2 over TLS, 32 requests on their way in each.
 *
 * @param program its executable
 * @param page what it gets
 * @param core where it runs
 */
public record H2load(Path program, Page page, Core core) implements Load {
    private static final Duration GRACE = Duration.ofSeconds(15);

    @Override
    public String tool() {
        return "h2load";
    }

    @Override
    public LoadResult run(Ports server, Duration duration) throws IOException {
        List<String> command =
                List.of(
                        program.toString(),
                        "-t1",
                        "-c2",
                        "-m32",
                        "-D" + Math.max(1, duration.toSeconds()),
                        "-H",
                        ":authority: " + page.host(),
                        page.uri(server));
        String output = Tool.run(core.pinned(command), duration.plus(GRACE));
        return parse(output, Duration.ofSeconds(Math.max(1, duration.toSeconds())));
    }

    /**
     * Reads its report. What was on its way when the time was over counts as failed there, and is
     * left out here.
     */
    static LoadResult parse(String output, Duration elapsed) {
        var text = new ToolText("h2load", output);
        long good = (long) text.require("^status codes: ([0-9]+) 2xx");
        long others = (long) text.require("^status codes: .* 2xx, ([0-9]+) 3xx");
        others += (long) text.require("^status codes: .* 3xx, ([0-9]+) 4xx");
        others += (long) text.require("^status codes: .* 4xx, ([0-9]+) 5xx");
        long errored = (long) text.require("^requests: .* ([0-9]+) errored");
        // Of the times to an answer it tells only the mean.
        return new LoadResult(good, others + errored, elapsed, 0, 0);
    }
}

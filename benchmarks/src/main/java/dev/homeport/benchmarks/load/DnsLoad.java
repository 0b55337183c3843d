package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Ports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Our own generator, {@code src/main/c/dnsload.c}: sixteen sockets with sixteen questions each on
 * their way, many packets to a system call. More at a time than these 256 overflow the receive
 * buffer that the kernel gives a server by default, and would measure losses.
 *
 * @param program its executable
 * @param questions file of questions
 * @param core where it runs
 */
public record DnsLoad(Path program, Path questions, Core core) implements Load {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public String tool() {
        return "dnsload";
    }

    @Override
    public LoadResult run(Ports server, Duration duration) throws IOException {
        List<String> command =
                List.of(
                        program.toString(),
                        "--port",
                        Integer.toString(server.dns()),
                        "--seconds",
                        Double.toString(duration.toMillis() / 1000.0),
                        "--sockets",
                        "16",
                        "--window",
                        "16",
                        questions.toString());
        return parse(Tool.run(core.pinned(command), duration.plus(GRACE)));
    }

    /** Reads its "name value" lines; any RCODE but NOERROR and NXDOMAIN is a failure. */
    static LoadResult parse(String output) {
        var text = new ToolText("dnsload", output);
        long refused = (long) text.require("^other ([0-9]+)$");
        return new LoadResult(
                (long) text.require("^completed ([0-9]+)$") - refused,
                (long) text.require("^lost ([0-9]+)$") + refused,
                text.requireSeconds("^seconds ([0-9.]+)$"),
                text.require("^p50_micros ([0-9]+)$"),
                text.require("^p99_micros ([0-9]+)$"));
    }
}

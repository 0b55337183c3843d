package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Ports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * dnsperf with one thread. It makes a system call for each packet, so that its own core ends first
 * with a fast server: its rate is a lower bound, CPU time per query still tells.
 *
 * @param program its executable
 * @param transport how it asks
 * @param questions file of questions
 * @param core where it runs
 */
public record Dnsperf(Path program, Transport transport, Path questions, Core core)
        implements Load {
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** How it asks. */
    public enum Transport {
        /** From sixteen sockets. */
        UDP("udp", "16"),
        /** Over eight connections that stay open, many questions on their way in each. */
        TCP("tcp", "8");

        private final String mode;
        private final String clients;

        Transport(String mode, String clients) {
            this.mode = mode;
            this.clients = clients;
        }
    }

    @Override
    public String tool() {
        return "dnsperf";
    }

    @Override
    public LoadResult run(Ports server, Duration duration) throws IOException {
        List<String> command =
                List.of(
                        program.toString(),
                        "-m",
                        transport.mode,
                        "-c",
                        transport.clients,
                        "-s",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.dns()),
                        "-d",
                        questions.toString(),
                        "-l",
                        Long.toString(Math.max(1, duration.toSeconds())),
                        "-T",
                        "1",
                        "-q",
                        "250",
                        "-t",
                        "1");
        return parse(Tool.run(core.pinned(command), duration.plus(GRACE)));
    }

    /** Reads its statistics. */
    static LoadResult parse(String output) {
        var text = new ToolText("dnsperf", output);
        long completed = (long) text.require("^ *Queries completed: +([0-9]+)");
        long lost = (long) text.require("^ *Queries lost: +([0-9]+)");
        Duration elapsed = text.requireSeconds("^ *Run time \\(s\\): +([0-9.]+)");
        // Of the times to an answer it tells only the mean.
        return new LoadResult(completed, lost, elapsed, 0, 0);
    }
}

package dev.homeport.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Knot DNS with no journal and no module.
 *
 * @param program its executable
 * @param workers for UDP; for TCP there is one
 */
public record Knot(Path program, int workers) implements Contestant {
    @Override
    public String name() {
        return "knot";
    }

    @Override
    public Set<Protocol> protocols() {
        return Set.of(Protocol.DNS);
    }

    @Override
    public List<String> versionCommand() {
        return List.of(program.toString(), "-V");
    }

    @Override
    public List<String> prepare(Content content, Path folder, Ports ports) throws IOException {
        var text = new StringBuilder(server(folder, ports));
        text.append("zone:\n");
        for (Content.Zone zone : content.zoneFiles()) {
            text.append("  - domain: \"%s\"\n".formatted(zone.name()));
            text.append("    file: \"%s\"\n".formatted(zone.file()));
            text.append("    zonefile-sync: -1\n    journal-content: none\n");
        }
        Path file = folder.resolve("knot.conf");
        Files.writeString(file, text);
        return List.of(program.toString(), "-c", file.toString());
    }

    private String server(Path folder, Ports ports) {
        return """
        server:
          rundir: "%2$s"
          listen: "127.0.0.1@%1$d"
          udp-workers: %3$d
          tcp-workers: 1
          background-workers: 1
        database:
          storage: "%2$s"
        control:
          listen: "%2$s/knot.sock"
        log:
          - target: "%2$s/knot.log"
            any: warning
        """
                .formatted(ports.dns(), folder, workers);
    }
}

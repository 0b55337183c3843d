package dev.homeport.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * NSD with no rate limit and no database file.
 *
 * @param program its executable
 * @param workers server processes, each with its own socket when there are several
 */
public record Nsd(Path program, int workers) implements Contestant {
    @Override
    public String name() {
        return "nsd";
    }

    @Override
    public Set<Protocol> protocols() {
        return Set.of(Protocol.DNS);
    }

    @Override
    public List<String> versionCommand() {
        return List.of(program.toString(), "-v");
    }

    @Override
    public List<String> prepare(Content content, Path folder, Ports ports) throws IOException {
        var text = new StringBuilder(server(content, folder, ports));
        for (Content.Zone zone : content.zoneFiles()) {
            text.append("zone:\n  name: \"%s\"\n".formatted(zone.name()));
            text.append("  zonefile: \"%s\"\n".formatted(zone.file()));
        }
        Path file = folder.resolve("nsd.conf");
        Files.writeString(file, text);
        return List.of(program.toString(), "-d", "-c", file.toString());
    }

    /** The Debian build limits the rate of replies by default, which a load test must lift. */
    private String server(Content content, Path folder, Ports ports) {
        return """
        server:
          server-count: %4$d
          reuseport: %5$s
          ip-address: 127.0.0.1@%1$d
          port: %1$d
          username: ""
          zonesdir: "%2$s"
          database: ""
          logfile: "%3$s/nsd.log"
          pidfile: "%3$s/nsd.pid"
          xfrdfile: "%3$s/xfrd.state"
          xfrdir: "%3$s"
          zonelistfile: "%3$s/zone.list"
          rrl-ratelimit: 0
          tcp-count: 200
          verbosity: 0
        remote-control:
          control-enable: no
        """
                .formatted(
                        ports.dns(), content.zones(), folder, workers, workers > 1 ? "yes" : "no");
    }
}

package dev.homeport.benchmarks;

import dev.homeport.benchmarks.probe.DnsProbe;
import dev.homeport.benchmarks.probe.DnsQuestion;
import dev.homeport.benchmarks.probe.HttpProbe;
import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.server.Content;
import dev.homeport.benchmarks.server.Contestant;
import dev.homeport.benchmarks.server.Protocol;
import dev.homeport.benchmarks.server.Running;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All contestants, up and answering at the same time; closing ends them all. */
final class Servers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DnsQuestion APEX = new DnsQuestion("foobar.com", "SOA");

    private final List<Running> all = new ArrayList<>();

    private Servers() {}

    /**
     * Starts each and waits for its first answer.
     *
     * @throws IOException if one does not answer; then all are ended
     */
    static Servers start(List<Contestant> contestants, Workspace workspace, Core core)
            throws IOException {
        var servers = new Servers();
        try {
            for (Contestant contestant : contestants) {
                Running running =
                        Running.start(contestant, workspace.content(), workspace.folder(), core);
                servers.all.add(running);
                awaitAnswer(running);
            }
            return servers;
        } catch (IOException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private static void awaitAnswer(Running server) throws IOException {
        for (Protocol protocol : server.contestant().protocols()) {
            if (answers(server, protocol)) continue;
            server.requireAlive();
            throw new IOException(server.name() + " gives no answer over " + protocol);
        }
    }

    private static boolean answers(Running server, Protocol protocol) throws IOException {
        return switch (protocol) {
            case DNS -> {
                try (var probe = new DnsProbe(server.ports().dns())) {
                    yield probe.askUntilServed(APEX, PATIENCE).isPresent();
                }
            }
            case HTTP -> {
                var probe = new HttpProbe(server.ports().http(), Content.HOST);
                yield probe.get(Content.SMALL_FILE, PATIENCE).isPresent();
            }
        };
    }

    List<Running> all() {
        return List.copyOf(all);
    }

    /** Those who can be asked in it. */
    List<Running> speaking(Protocol protocol) {
        return all.stream().filter(s -> s.contestant().protocols().contains(protocol)).toList();
    }

    /** Those among the named ones. */
    List<Running> named(String name) {
        return all.stream().filter(server -> server.name().equals(name)).toList();
    }

    @Override
    public void close() {
        all.forEach(Running::close);
    }
}

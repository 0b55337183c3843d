package dev.homeport.it;

import static org.awaitility.Awaitility.await;

import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another name server on loopback, with a configuration of its own; closing it ends it. */
final class NameServer implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final Path output;
    private final int port;

    private NameServer(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Which server it is to be. */
    enum Kind {
        NSD,
        KNOT,
        BIND
    }

    /** What it is secondary of, and by which key. */
    record Primary(String zone, int port, String key, String secret) {}

    static int freePort() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (ServerSocket tcp = new ServerSocket(0);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // Free for one of the two only: another one.
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }

    /** Starts a secondary on a port. */
    static NameServer secondary(Kind kind, Path folder, int port, Primary primary)
            throws IOException {
        Files.createDirectories(folder);
        Path config = folder.resolve("config");
        List<String> command =
                switch (kind) {
                    case NSD -> {
                        Files.writeString(config, nsd(folder, port, primary));
                        yield List.of("nsd", "-d", "-c", config.toString());
                    }
                    case KNOT -> {
                        Files.writeString(config, knot(folder, port, primary));
                        yield List.of("knotd", "-c", config.toString());
                    }
                    case BIND -> {
                        Files.writeString(config, bind(folder, port, primary));
                        yield List.of("named", "-g", "-4", "-c", config.toString());
                    }
                };
        Path output = folder.resolve("output");
        List<String> line = new ArrayList<>(command);
        line.set(0, Tool.named(command.getFirst()).path().toString());
        Process process =
                new ProcessBuilder(line)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new NameServer(process, output, port);
    }

    private static String nsd(Path folder, int port, Primary primary) {
        return """
                server:
                  ip-address: 127.0.0.1@%2$d
                  port: %2$d
                  username: ""
                  chroot: ""
                  zonesdir: "%1$s"
                  pidfile: "%1$s/nsd.pid"
                  xfrdfile: "%1$s/xfrd.state"
                  xfrdir: "%1$s"
                  zonelistfile: "%1$s/zone.list"
                  database: ""
                  server-count: 1
                remote-control:
                  control-enable: no
                key:
                  name: "%5$s"
                  algorithm: hmac-sha256
                  secret: "%6$s"
                zone:
                  name: "%3$s"
                  zonefile: "%3$s"
                  allow-notify: 127.0.0.1 %5$s
                  request-xfr: 127.0.0.1@%4$d %5$s
                """
                .formatted(
                        folder,
                        port,
                        primary.zone(),
                        primary.port(),
                        primary.key(),
                        primary.secret());
    }

    private static String knot(Path folder, int port, Primary primary) {
        return """
                server:
                  listen: 127.0.0.1@%2$d
                  rundir: "%1$s"
                database:
                  storage: "%1$s"
                log:
                  - target: stderr
                    any: info
                key:
                  - id: %5$s
                    algorithm: hmac-sha256
                    secret: %6$s
                remote:
                  - id: primary
                    address: 127.0.0.1@%4$d
                    key: %5$s
                acl:
                  - id: notify
                    key: %5$s
                    action: notify
                zone:
                  - domain: %3$s
                    storage: "%1$s"
                    master: primary
                    acl: notify
                """
                .formatted(
                        folder,
                        port,
                        primary.zone(),
                        primary.port(),
                        primary.key(),
                        primary.secret());
    }

    private static String bind(Path folder, int port, Primary primary) {
        return """
                options {
                  directory "%1$s";
                  pid-file none;
                  session-keyfile "%1$s/session.key";
                  listen-on port %2$d { 127.0.0.1; };
                  recursion no;
                  notify no;
                };
                controls { };
                key "%5$s" { algorithm hmac-sha256; secret "%6$s"; };
                zone "%3$s" {
                  type secondary;
                  file "%3$s";
                  primaries { 127.0.0.1 port %4$d key "%5$s"; };
                  allow-notify { key "%5$s"; };
                };
                """
                .formatted(
                        folder,
                        port,
                        primary.zone(),
                        primary.port(),
                        primary.key(),
                        primary.secret());
    }

    int port() {
        return port;
    }

    /** Waits until it answers a question as wanted. */
    void awaitAnswer(String name, String type, String answer) {
        try {
            await(name + " " + type + " " + answer)
                    .atMost(START_MAX)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast(() -> !process.isAlive())
                    .until(() -> ask(name, type).equals(answer));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "\n" + output(), e);
        }
    }

    private String ask(String name, String type) throws IOException, InterruptedException {
        String port = Integer.toString(this.port);
        return Tool.named("dig")
                .run("@127.0.0.1", "-p", port, "+time=1", "+tries=1", "+short", name, type)
                .out()
                .strip();
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

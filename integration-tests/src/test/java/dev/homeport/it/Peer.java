package dev.homeport.it;

import static org.awaitility.Awaitility.await;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another name server of the machine that serves a folder of zone files ({@code ORIGIN.zone}), as
 * the user who runs the tests and below a folder of its own; closing it ends it.
 */
final class Peer implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path output;
    private final int port;

    /** The programs there are. */
    enum Program {
        NSD("nsd"),
        KNOT("knotd"),
        BIND("named");

        private final String command;

        Program(String command) {
            this.command = command;
        }
    }

    private Peer(String name, Process process, Path output, int port) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers for every zone.
     *
     * @param folder of its own
     * @param zones the folder of zone files
     */
    static Peer start(Program program, Path folder, Path zones) throws IOException {
        Path executable = Tool.named(program.command).path();
        Files.createDirectories(folder);
        List<String> origins = origins(zones);
        int port = FreePort.find();
        Path file = folder.resolve("conf");
        Files.writeString(file, PeerConfiguration.of(program, folder, zones, origins, port));
        Path output = folder.resolve("log");
        Process process =
                new ProcessBuilder(command(program, executable, file))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        process.getOutputStream().close();
        Peer peer = new Peer(program.name(), process, output, port);
        try {
            for (String origin : origins) peer.awaitZone(origin);
        } catch (RuntimeException e) {
            String said = peer.output();
            peer.close();
            throw new IllegalStateException(program + " does not serve: " + said, e);
        }
        return peer;
    }

    private static List<String> command(Program program, Path executable, Path file) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of("-c", file.toString()));
        switch (program) {
            case NSD -> command.add("-d");
            case KNOT -> {}
            case BIND -> command.addAll(List.of("-g", "-n", "1"));
        }
        return command;
    }

    private static List<String> origins(Path zones) throws IOException {
        try (var files = Files.list(zones)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".zone"))
                    .map(f -> f.substring(0, f.length() - ".zone".length()))
                    .sorted()
                    .toList();
        }
    }

    private void awaitZone(String origin) throws IOException {
        Name name = Name.fromString(origin + ".");
        byte[] query = Message.newQuery(Record.newRecord(name, Type.SOA, DClass.IN)).toWire();
        await(this.name + " to serve " + origin)
                .atMost(START_MAX)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || answers(query));
        if (!process.isAlive()) throw new IllegalStateException(this.name + " ended");
    }

    private boolean answers(byte[] query) {
        try (DnsClient client = new DnsClient(port, 200)) {
            return new Message(client.overUdp(query)).getHeader().getRcode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** What it printed. */
    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

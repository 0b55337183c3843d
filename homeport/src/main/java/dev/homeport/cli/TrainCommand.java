package dev.homeport.cli;

import dev.homeport.Announcement;
import dev.homeport.Homeport;
import dev.homeport.StartProblem;
import dev.homeport.Surroundings;
import dev.homeport.admin.StatusReport;
import dev.homeport.config.Config;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code homeport train}: starts on free ports with a data directory of its own, asks itself a few
 * things and stops. The launcher runs it once after a build, so that Java notes which classes a
 * start needs and has them ready from then on (JEP 514).
 */
@Command(name = "train", hidden = true, description = "Start, answer a few questions, stop.")
final class TrainCommand implements Runnable {
    private static final int ROUNDS = 20;
    private static final int SILENCE_MILLIS_MAX = 10_000;
    private static final List<String> PATHS =
            List.of("/", "/products", "/guestbook", "/about-this-server", "/api/products", "/none");

    @Mixin private final ConfigOption option = new ConfigOption();

    @Override
    public void run() {
        try {
            Path data = Files.createTempDirectory("homeport-train");
            try {
                train(option.load().withFreePorts().withData(data));
            } finally {
                delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void train(Config config) throws IOException {
        try (Homeport homeport = Homeport.start(config, Surroundings.ofThisMachine())) {
            for (int round = 0; round < ROUNDS; round++) {
                ask(address(homeport, "dns"));
                for (String path : PATHS) get(address(homeport, "http"), "www.foobar.com", path);
            }
            get(address(homeport, "admin"), "127.0.0.1", "/status");
            homeport.reload();
            var _ = new Announcement(homeport.status(), "homeport").text(Duration.ZERO);
        } catch (StartProblem e) {
            throw CommandFailed.failed(String.valueOf(e.getMessage()));
        }
    }

    private static InetSocketAddress address(Homeport homeport, String protocol) {
        return homeport.listeners().stream()
                .filter(listener -> listener.protocol().equals(protocol))
                .map(StatusReport.Listener::address)
                .map(text -> Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)))
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .findFirst()
                .orElseThrow();
    }

    private static void ask(InetSocketAddress server) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofMillis(SILENCE_MILLIS_MAX));
        Name name = Name.fromConstantString("www.foobar.com.");
        resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
    }

    private static void get(InetSocketAddress server, String host, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, SILENCE_MILLIS_MAX);
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}

package dev.homeport.cli;

import dev.homeport.Homeport;
import dev.homeport.admin.StatusReport;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code homeport train CONFIG DATA NATIVE}: starts on free ports with a data directory of its own,
 * asks itself a few things and stops. The launcher runs it after a build, so that Java notes which
 * classes a start needs and has them ready from then on (JEP 514).
 *
 * <p>It runs it twice with the same folder and lets Java watch the second time only, since what the
 * very first start makes (the authority, certificates, the store) needs classes that no later start
 * does. For the same reason this goes the way of a plain {@code up}: every start would check all
 * that was noted, and two libraries cannot be noted at all, picocli since its classes are too old,
 * BouncyCastle since its jars are signed.
 */
final class Training {
    static final String COMMAND = "train";

    private static final int ROUNDS = 20;
    private static final int SILENCE_MILLIS_MAX = 10_000;
    private static final List<String> PATHS =
            List.of("/", "/products", "/guestbook", "/about-this-server", "/api/products", "/none");

    private Training() {}

    static int run(String... arguments) throws InterruptedException {
        if (arguments.length != 4) {
            throw CommandFailed.wrongInput("homeport train CONFIG DATA NATIVE");
        }
        // For Java to see it, too; this start has its own configuration.
        var _ = PlainUp.parse("up");
        var silent = new PrintWriter(Writer.nullWriter());
        ConfigChoice choice = new ConfigChoice(Path.of(arguments[1]));
        Path data = Path.of(arguments[2]).toAbsolutePath();
        new Serve(choice, silent, silent)
                .run(
                        config -> config.withFreePorts().withData(data),
                        (homeport, _) -> visit(homeport));
        unpack(Path.of(arguments[3]));
        return 0;
    }

    /** The second time they are there, and Java notes the short way to them. */
    private static void unpack(Path natives) {
        if (Files.isDirectory(natives)) return;
        try {
            NativeLibraries.unpack(natives);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void visit(Homeport homeport) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                ask(address(homeport, "dns"));
                for (String path : PATHS) get(address(homeport, "http"), "www.foobar.com", path);
            }
            get(address(homeport, "admin"), "127.0.0.1", "/status");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        homeport.reload();
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
}

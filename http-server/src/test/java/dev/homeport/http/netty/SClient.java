package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_client}, which can do what the JDK's TLS refuses to. */
final class SClient {
    private static final String REQUEST = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private SClient() {}

    /** Skips a test where the tool is missing; where CI runs, the test fails then. */
    static void assume() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/openssl"));
        assumeTrue(there || System.getenv("CI") != null, "no openssl");
    }

    /** Asks {@code server} for {@code /x} and gives all that the tool says. */
    static String run(InetSocketAddress server, List<String> options) {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-ign_eof"));
        command.addAll(List.of("-connect", "127.0.0.1:" + server.getPort()));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            ask(process);
            byte[] output = process.getInputStream().readAllBytes();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            return new String(output, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(Process process) {
        try (var in = process.getOutputStream()) {
            in.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It ends before it reads when the handshake fails.
        }
    }
}

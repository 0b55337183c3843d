package dev.homeport.benchmarks.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Gets one page over HTTP/1.1 at 127.0.0.1 again and again, until there is a whole response.
 *
 * @param port where the server listens, or will
 * @param host value of the Host field
 */
public record HttpProbe(int port, String host) {
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int RESPONSE_BYTES_MAX = 1 << 20;

    /**
     * Asks until a connection is accepted and answered.
     *
     * @return the status code; empty when there was none in time
     */
    public Optional<Integer> get(String path, Duration max) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < max.toNanos()) {
            try {
                return Optional.of(exchange(path));
            } catch (IOException notYet) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return Optional.empty();
    }

    private int exchange(String path) throws IOException {
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    TIMEOUT_MILLIS);
            String request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return status(socket.getInputStream().readNBytes(RESPONSE_BYTES_MAX));
        }
    }

    /** Reads the status code of a response. */
    static int status(byte[] response) throws IOException {
        String start =
                new String(response, 0, Math.min(response.length, 13), StandardCharsets.US_ASCII);
        if (!start.matches("HTTP/1\\.1 [1-5][0-9]{2} ")) {
            throw new IOException("not a response: " + start);
        }
        return Integer.parseInt(start.substring(9, 12));
    }
}

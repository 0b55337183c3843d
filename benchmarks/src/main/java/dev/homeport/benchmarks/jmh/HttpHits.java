package dev.homeport.benchmarks.jmh;

import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpConfig.Listener;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.HttpServer;
import dev.homeport.http.ListenException;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.StaticFiles;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * From a request on a socket to the answer on it, eight in a row, client and server in one process.
 * The client makes no garbage, so {@code -prof gc} shows what the server makes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
public class HttpHits {
    private static final int IN_A_ROW = 8;
    private static final String HOST = "www.foobar.com";
    private static final String REQUEST = "GET /goods.svg HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n";
    private static final Path SITE =
            Path.of(System.getProperty("homeport.home", "."), "demo", "sites", HOST);

    /** Whether the handler promises that its answers stand, so that it is not asked again. */
    public enum Way {
        /** It does. */
        SHORT,
        /** It does not. */
        WHOLE
    }

    @Param private Way way = Way.SHORT;

    private final ByteBuffer requests = ByteBuffer.allocateDirect(4096);
    private final ByteBuffer answers = ByteBuffer.allocateDirect(1 << 20);
    private int answerBytes;
    private @Nullable HttpServer server;
    private @Nullable SocketChannel client;

    /** Starts the server and learns how long an answer is. */
    @Setup
    public void start() throws IOException, ListenException {
        StaticFiles files = StaticFiles.of(SiteFiles.load(SITE).site());
        Handler handler =
                switch (way) {
                    case SHORT -> files;
                    case WHOLE -> Handler.inline(files);
                };
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        HttpConfig config = HttpConfig.of(List.of(new Listener.Plain(address))).withEventLoops(1);
        HttpServer started = HttpServer.start(config, handler, HttpObserver.NONE);
        server = started;
        client = SocketChannel.open(started.localAddresses().getFirst());
        answerBytes = answerBytes();
        requests.put(REQUEST.repeat(IN_A_ROW).getBytes(StandardCharsets.US_ASCII));
    }

    private int answerBytes() throws IOException {
        SocketChannel socket = Objects.requireNonNull(client);
        socket.write(StandardCharsets.US_ASCII.encode(REQUEST));
        String head = "";
        while (!head.contains("\r\n\r\n")) {
            if (socket.read(answers) < 0) throw new EOFException("no answer: " + head);
            head = StandardCharsets.ISO_8859_1.decode(answers.duplicate().flip()).toString();
        }
        int start = head.indexOf("content-length: ") + "content-length: ".length();
        int content = Integer.parseInt(head.substring(start, head.indexOf("\r\n", start)));
        int bytes = head.indexOf("\r\n\r\n") + 4 + content;
        read(socket, bytes - answers.position());
        return bytes;
    }

    /** Ends both. */
    @TearDown
    public void stop() throws IOException {
        Objects.requireNonNull(client).close();
        Objects.requireNonNull(server).close();
    }

    /** A file of the demo's site. */
    @Benchmark
    @OperationsPerInvocation(IN_A_ROW)
    public void hit() throws IOException {
        SocketChannel socket = Objects.requireNonNull(client);
        requests.flip();
        while (requests.hasRemaining()) socket.write(requests);
        read(socket, IN_A_ROW * answerBytes);
    }

    private void read(SocketChannel socket, int bytes) throws IOException {
        for (int left = bytes; left > 0; ) {
            answers.clear().limit(Math.min(left, answers.capacity()));
            int read = socket.read(answers);
            if (read < 0) throw new EOFException("the server closed");
            left -= read;
        }
    }
}

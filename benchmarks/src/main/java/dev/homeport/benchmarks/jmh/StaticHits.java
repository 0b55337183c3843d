package dev.homeport.benchmarks.jmh;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.StaticFiles;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** From a request to the response for a file of the demo's site, all in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StaticHits {
    private static final String HOST = "www.foobar.com";
    private static final Path SITE =
            Path.of(System.getProperty("homeport.home", "."), "demo", "sites", HOST);

    private final StaticFiles files = StaticFiles.of(SiteFiles.load(SITE).site());
    private final Request hit = get("/", Headers.of("host", HOST));
    private final Request miss = get("/missing.html", Headers.of("host", HOST));
    private Request unchanged = hit;

    /** Asks once, for the validator of the front page. */
    @Setup
    public void learnValidator() throws Exception {
        Response response = files.handle(hit);
        String etag = response.headers().first("etag").orElseThrow();
        unchanged = get("/", Headers.of("host", HOST, "if-none-match", etag));
        require(200, response);
        require(304, unchanged());
        require(404, miss());
    }

    private static void require(int status, Response response) {
        if (response.status() == status) return;
        throw new IllegalStateException("status " + response.status() + ", not " + status);
    }

    private static Request get(String path, Headers headers) {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080);
        return new Request(
                "GET",
                new Target("http", HOST, 8080, path, path, ""),
                headers,
                Body.empty(),
                new Peer(address, address, Protocol.HTTP_1_1));
    }

    /** The front page. */
    @Benchmark
    public Response hit() throws Exception {
        return files.handle(hit);
    }

    /** The front page, which the client has already. */
    @Benchmark
    public Response unchanged() throws Exception {
        return files.handle(unchanged);
    }

    /** A page that is not there. */
    @Benchmark
    public Response miss() throws Exception {
        return files.handle(miss);
    }
}

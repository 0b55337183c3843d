package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All cases of h2spec, the conformance test of HTTP/2 (RFC 9113) and of HPACK (RFC 7541). */
class H2specTest {
    @TempDir static Path folder;

    private static RunningHomeport homeport;
    private static Tool h2spec;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "h2spec comes for Linux on amd64 only");
        Tool.Result unpacked =
                Tool.named("tar")
                        .in(folder)
                        .run("xzf", archive().toString(), "--no-same-owner", "h2spec");
        assertEquals(0, unpacked.exitCode(), unpacked.err());
        h2spec = Tool.at(folder.resolve("h2spec"));
        homeport = RunningHomeport.start(SiteFolder.ofDemo(folder.resolve("site")));
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "h2spec").toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (homeport != null) assertEquals(0, homeport.terminate());
    }

    @Test
    void allPassOverTls() throws IOException, InterruptedException {
        passes("https", "-t", "-k");
    }

    @Test
    void allPassByPriorKnowledge() throws IOException, InterruptedException {
        passes("http");
    }

    private static void passes(String protocol, String... options)
            throws IOException, InterruptedException {
        String port = Integer.toString(homeport.port(protocol));
        List<String> arguments = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", port, "-o", "5"));
        arguments.addAll(List.of(options));
        Tool.Result result = h2spec.run(arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.out() + result.err());
        assertTrue(result.out().contains("145 passed, 0 skipped, 0 failed"), result.out());
    }
}

package dev.homeport.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Uploads and events as {@code curl} sends and takes them, over each version of HTTP. */
class StreamingTest {
    private static final long UPLOAD_BYTES = 200L << 20;

    @TempDir static Path folder;
    private static RunningHomeport homeport;
    private static Path authority;
    private static Path upload;
    private static String sum = "";

    /** How curl is told to speak. */
    enum Speaking {
        HTTP_1("http", "--http1.1"),
        HTTP_2("http", "--http2-prior-knowledge"),
        HTTPS_1("https", "--http1.1"),
        HTTPS_2("https", "--http2");

        private final String scheme;
        private final String option;

        Speaking(String scheme, String option) {
            this.scheme = scheme;
            this.option = option;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        homeport = RunningHomeport.start(SiteFolder.ofDemo(folder));
        authority = homeport.authority();
        upload = folder.resolve("upload.bin");
        try (RandomAccessFile file = new RandomAccessFile(upload.toFile(), "rw")) {
            file.setLength(UPLOAD_BYTES);
            file.seek(UPLOAD_BYTES / 2);
            file.writeBytes("in the middle");
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[1 << 16];
        try (var in = Files.newInputStream(upload)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) digest.update(piece, 0, n);
        }
        sum = HexFormat.of().formatHex(digest.digest());
    }

    @AfterAll
    static void stop() {
        homeport.close();
    }

    private static List<String> curl(Speaking how, String path, String... more) {
        int port = homeport.port(how.scheme);
        List<String> arguments = new ArrayList<>(List.of("-sS", how.option));
        arguments.addAll(List.of("--cacert", authority.toString()));
        arguments.addAll(List.of("--resolve", "www.foobar.com:" + port + ":127.0.0.1"));
        arguments.addAll(List.of(more));
        arguments.add(how.scheme + "://www.foobar.com:" + port + path);
        return arguments;
    }

    private static String run(Speaking how, String path, String... more) throws Exception {
        Tool.Result result = Tool.named("curl").run(curl(how, path, more).toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }

    @ParameterizedTest
    @EnumSource
    void anUploadIsNeverWholeInMemory(Speaking how) throws Exception {
        // Once before, so that what an upload needs anyway is there.
        run(how, "/api/checksum", "-d", "x");
        long before = homeport.residentBytesMax();
        String answer = run(how, "/api/checksum", "--max-time", "50", "-T", upload.toString());
        assertEquals("{\"bytes\":" + UPLOAD_BYTES + ",\"sha256\":\"" + sum + "\"}", answer);
        long grown = homeport.residentBytesMax() - before;
        assertTrue(grown < UPLOAD_BYTES / 2, "the process has grown by " + grown + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void theFilesOfAFormAreReadWhileTheyCome(Speaking how) throws Exception {
        String answer =
                run(how, "/api/checksum", "--max-time", "50", "-F", "file=@" + upload, "-F", "a=b");
        assertTrue(answer.contains("\"bytes\":" + UPLOAD_BYTES + ",\"sha256\":\"" + sum), answer);
        assertTrue(answer.contains("\"name\":\"upload.bin\""), answer);
    }

    /** RFC 9110 10.1.1: curl waits for 100 far longer than the whole may take. */
    @Test
    void contentIsAskedFor() throws Exception {
        String answer =
                run(
                        Speaking.HTTP_1,
                        "/api/checksum",
                        "--max-time",
                        "20",
                        "--expect100-timeout",
                        "60",
                        "-H",
                        "Expect: 100-continue",
                        "-d",
                        "abc");
        assertTrue(answer.startsWith("{\"bytes\":3,"), answer);
    }

    @ParameterizedTest
    @EnumSource
    void entriesOfTheGuestbookAreEvents(Speaking how) throws Exception {
        Path heard = Files.createTempFile(folder, "events", ".txt");
        List<String> command = new ArrayList<>(List.of(Tool.named("curl").path().toString(), "-N"));
        command.addAll(curl(how, "/api/guestbook/events"));
        Process listening = new ProcessBuilder(command).redirectOutput(heard.toFile()).start();
        try {
            await().until(() -> Files.readString(heard).startsWith("retry: 2000\n\n"));
            String message = "told over " + how;
            run(
                    how,
                    "/api/guestbook",
                    "-H",
                    "content-type: application/json",
                    "-d",
                    "{\"name\":\"curl\",\"message\":\"" + message + "\"}");
            await().until(() -> Files.readString(heard).contains(message));
            assertTrue(Files.readString(heard).contains("\nevent: entry\ndata: {"));
        } finally {
            listening.destroyForcibly().waitFor();
        }
    }

    @Test
    void eventsEndWellWhenTheServerStops() throws Exception {
        List<Process> all = new ArrayList<>();
        List<Path> heard = new ArrayList<>();
        Path other = Files.createDirectories(folder.resolve("stopping"));
        try (RunningHomeport stopping = RunningHomeport.start(SiteFolder.ofDemo(other))) {
            String url = "http://www.foobar.com:" + stopping.port("http");
            for (String option : List.of("--http1.1", "--http2-prior-knowledge")) {
                Path file = Files.createTempFile(folder, "events", ".txt");
                heard.add(file);
                all.add(
                        new ProcessBuilder(
                                        Tool.named("curl").path().toString(),
                                        "-sSN",
                                        option,
                                        "--resolve",
                                        "*:" + stopping.port("http") + ":127.0.0.1",
                                        url + "/api/guestbook/events")
                                .redirectOutput(file.toFile())
                                .start());
            }
            for (Path file : heard) {
                await().until(() -> Files.readString(file).startsWith("retry: 2000\n\n"));
            }
            assertEquals(0, stopping.terminate());
            for (Process curl : all) {
                assertTrue(curl.waitFor(20, TimeUnit.SECONDS));
                // 18 would be a transfer that broke off, 92 a stream that did.
                assertEquals(0, curl.exitValue());
            }
        } finally {
            all.forEach(Process::destroyForcibly);
        }
    }
}

package dev.homeport.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs that end by themselves, bounded in time. */
public final class Tool {
    private static final String ADMIN_FOLDERS = "/usr/sbin:/sbin:/usr/local/sbin";

    private Tool() {}

    /**
     * Runs a command to its end.
     *
     * @return what it printed, standard error included
     * @throws IOException if it cannot be started, fails, or takes longer than {@code max}
     */
    public static String run(List<String> command, Duration max) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // What these tools print fits into the pipe, so it can be read when they have ended.
        await(process, command, max);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.exitValue() == 0) return text;
        throw new IOException(
                String.join(" ", command) + " ended with " + process.exitValue() + ": " + text);
    }

    private static void await(Process process, List<String> command, Duration max)
            throws IOException {
        try {
            if (process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) return;
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end within " + max);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command.getFirst(), e);
        }
    }

    /** Finds a program on a search path, or in the administrator's folders, where servers lie. */
    public static Optional<Path> find(String program, String searchPath) {
        return Stream.of((searchPath + ":" + ADMIN_FOLDERS).split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

package dev.homeport.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server process that runs until it is closed. Used by one thread. */
public final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LOG_LINES_SHOWN = 20;

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command on some cores; what it prints goes into the log.
     *
     * @throws IOException if it cannot be started
     */
    public static Child start(
            List<String> command, Core core, Path log, Map<String, String> environment)
            throws IOException {
        var builder = new ProcessBuilder(core.pinned(command));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new Child(builder.start(), log);
    }

    /** It and all its descendants. */
    public ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** The last lines it printed. */
    public String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join(
                    "\n", all.subList(Math.max(0, all.size() - LOG_LINES_SHOWN), all.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Asks it to end, and ends it with all its descendants where it does not. */
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends all that this program started, when it is itself told to end. */
    public static void endAllAtExit() {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () ->
                                        ProcessHandle.current()
                                                .descendants()
                                                .forEach(ProcessHandle::destroyForcibly)));
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine, run to its end within bounded time. */
final class Tool {
    private static final long SECONDS_MAX = 60;

    private final Path program;
    private Path folder = Path.of("").toAbsolutePath();
    private Map<String, String> environment = Map.of();
    private String input = "";

    /** How it ended and what it printed. */
    record Result(int exitCode, String out, String err) {}

    private Tool(Path program) {
        this.program = program;
    }

    /** The program at {@code path}. */
    static Tool at(Path path) {
        return new Tool(path);
    }

    /**
     * The program called {@code name} on PATH. Without it the test is skipped, but under CI, which
     * installs what the tests use, it fails.
     */
    static Tool named(String name) {
        // Servers live where not every user's PATH leads.
        String places = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        for (String entry : places.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(entry, name);
            if (Files.isExecutable(candidate)) return new Tool(candidate);
        }
        if ("true".equals(System.getenv("CI"))) fail(name + " is not installed, but CI needs it");
        return abort(name + " is not installed: this test is skipped");
    }

    /** Where it is. */
    Path path() {
        return program;
    }

    /** This program started in {@code other}. */
    Tool in(Path other) {
        folder = other;
        return this;
    }

    /** This program with more environment variables. */
    Tool with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** This program with {@code text} to read. */
    Tool given(String text) {
        input = text;
        return this;
    }

    /** Runs it; a program that does not end in time is killed and fails the test. */
    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("homeport-tool", ".out");
        Path err = Files.createTempFile("homeport-tool", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            write(process);
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                fail(
                        command
                                + " did not end within "
                                + SECONDS_MAX
                                + " s: "
                                + text(out)
                                + text(err));
            }
            return new Result(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private void write(Process process) throws IOException {
        try (OutputStream out = process.getOutputStream()) {
            if (!input.isEmpty()) out.write(input.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

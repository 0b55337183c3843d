package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine that judges what we make. */
final class Tool {
    private final String name;

    private Tool(String name) {
        this.name = name;
    }

    /** Skips the test where the program is missing, and fails it where CI is to have it. */
    static Tool require(String name) {
        String path = String.valueOf(System.getenv("PATH"));
        for (String folder : path.split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, name))) return new Tool(name);
        }
        if ("true".equals(System.getenv("CI"))) fail(name + " is not installed");
        return abort(name + " is not installed");
    }

    record Result(int status, String output) {
        void assertSuccess() {
            assertEquals(0, status, output);
        }
    }

    Process start(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(List.of(arguments));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(name + " does not end");
        }
        return new Result(process.exitValue(), output);
    }
}

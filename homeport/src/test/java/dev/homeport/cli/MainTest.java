package dev.homeport.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Exit codes and messages of the command line, without a running program. */
class MainTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheCommands() {
        assertEquals(0, run("--help"));
        for (String command : new String[] {"up", "check", "query", "cert", "data", "status"}) {
            assertTrue(out.toString().contains("  " + command), out.toString());
        }
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertEquals(2, run("status", "--colour"));
        assertTrue(err.toString().contains("--colour"), err.toString());
    }

    @Test
    void aMissingConfigurationIsNamed() {
        Path missing = folder.resolve("none.toml");

        assertEquals(2, run("status", "--config", missing.toString()));

        assertTrue(err.toString().contains("none.toml"), err.toString());
    }

    @Test
    void everyMistakeInTheConfigurationIsNamedAtOnce() throws Exception {
        Path file = write("[dns]\nlisten = 7\n[http]\nlisten = [\"nowhere\"]\n");

        assertEquals(2, run("check", "--config", file.toString()));

        assertTrue(out.toString().contains("homeport.toml:2:"), out.toString());
        assertTrue(out.toString().contains("homeport.toml:4:"), out.toString());
    }

    @Test
    void aStatusWithoutARunningProgramSaysHowToStartIt() throws Exception {
        Path file = write("[admin]\nlisten = \"127.0.0.1:0\"\n");

        assertEquals(1, run("status", "--config", file.toString()));

        assertTrue(err.toString().contains("start it with: up"), err.toString());
    }

    @Test
    void aTypeThatIsNoneIsNamed() throws Exception {
        Path file = write("");

        assertEquals(2, run("query", "www.foobar.com", "NONSENSE", "--config", file.toString()));

        assertTrue(err.toString().contains("NONSENSE"), err.toString());
    }

    @Test
    void jsonIsPrintedOnRequest() {
        assertEquals(0, run("version", "--json"));

        assertTrue(out.toString().startsWith("{"), out.toString());
    }

    private Path write(String text) throws Exception {
        Files.createDirectories(folder.resolve("zones"));
        return Files.writeString(folder.resolve("homeport.toml"), text);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

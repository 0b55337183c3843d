package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class DemoConfigTest {
    private static final Path DEMO = Path.of("..", "demo");

    @TempDir Path folder;

    /** Copied, so that the test needs nothing of the demo but its configuration and its zones. */
    @Test
    void theDemoIsFreeOfMistakesAndDoubts() throws IOException {
        Files.createDirectories(folder.resolve("zones"));
        Files.createDirectories(folder.resolve("sites/www.foobar.com"));
        for (String file : List.of("homeport.toml", "zones/foobar.com.zone")) {
            Files.copy(DEMO.resolve(file), folder.resolve(file));
        }
        var valid =
                assertInstanceOf(
                        Loaded.Valid.class,
                        Config.load(folder.resolve("homeport.toml"), Set.of("gazette")));
        assertEquals(List.of(), valid.warnings());
        assertEquals(Set.of("www.foobar.com", "foobar.com"), valid.config().hosts());
    }
}

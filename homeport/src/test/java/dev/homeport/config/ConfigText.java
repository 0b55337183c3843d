package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration written in a test, in a folder of its own. */
final class ConfigText {
    private final Path folder;
    private final Loaded loaded;

    private ConfigText(Path folder, Loaded loaded) {
        this.folder = folder;
        this.loaded = loaded;
    }

    /**
     * Writes and reads the text, with an empty zones folder and one of sites/www.foobar.com beside
     * it.
     */
    static ConfigText of(Path folder, String... lines) throws IOException {
        Files.createDirectories(folder.resolve("zones"));
        Files.createDirectories(folder.resolve("sites/www.foobar.com"));
        Path file = folder.resolve("homeport.toml");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return new ConfigText(folder, Config.load(file));
    }

    Config config() {
        return switch (loaded) {
            case Loaded.Valid valid -> valid.config();
            case Loaded.Invalid invalid -> fail("refused: " + invalid.problems());
        };
    }

    /** Each problem as {@code line:column: message; remedy}. */
    List<String> problems() {
        return switch (loaded) {
            case Loaded.Valid _ -> List.of();
            case Loaded.Invalid invalid -> shown(invalid.problems());
        };
    }

    List<String> warnings() {
        return switch (loaded) {
            case Loaded.Valid valid -> shown(valid.warnings());
            case Loaded.Invalid invalid -> shown(invalid.warnings());
        };
    }

    private List<String> shown(List<ConfigProblem> problems) {
        String file = folder.resolve("homeport.toml") + ":";
        return problems.stream().map(p -> p.toString().replace(file, "")).toList();
    }
}

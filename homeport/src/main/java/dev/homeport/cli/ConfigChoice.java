package dev.homeport.cli;

import dev.homeport.Applications;
import dev.homeport.config.Config;
import dev.homeport.config.ConfigProblem;
import dev.homeport.config.Loaded;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which configuration a command works with: the given one, the one here, or the demo's.
 *
 * @param given on the command line, null when none was
 */
record ConfigChoice(@Nullable Path given) {
    private static final String FILE = "homeport.toml";

    /** Where the configuration was found. */
    sealed interface Found {
        Path file();

        /** Named on the command line, or lying in the current folder. */
        record Own(Path file) implements Found {}

        /** There is none here, so the demo is meant. */
        record Demo(Path file) implements Found {}
    }

    /** Finds the file; it need not be readable. */
    Found find() {
        if (given != null) return new Found.Own(given);
        Path here = Path.of(FILE);
        if (Files.exists(here)) return new Found.Own(here);
        String home = System.getProperty("homeport.home");
        if (home == null) {
            throw CommandFailed.wrongInput(
                    "there is no homeport.toml in "
                            + Path.of("").toAbsolutePath()
                            + ": change to your site's folder, or name it with --config");
        }
        return new Found.Demo(Path.of(home, "demo", FILE));
    }

    /** Reads it; every mistake in it goes to the person at once, and every warning to err. */
    Config load(PrintWriter err) {
        Loaded loaded = Config.load(find().file(), Applications.names());
        loaded.warnings().forEach(warning -> err.println("warning: " + warning));
        // No switch over types, which would be spun at every start.
        if (loaded instanceof Loaded.Valid(Config config, var _)) return config;
        throw CommandFailed.wrongInput(lines(loaded.problems()));
    }

    private static String lines(List<ConfigProblem> problems) {
        return String.join("\n", problems.stream().map(ConfigProblem::toString).toList());
    }
}

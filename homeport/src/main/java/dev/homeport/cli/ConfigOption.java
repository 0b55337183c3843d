package dev.homeport.cli;

import dev.homeport.config.Config;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/** The option that names a configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "the configuration; default: homeport.toml in the current folder, or else the"
                            + " demo's")
    private @Nullable Path given;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** What was chosen. */
    ConfigChoice choice() {
        return new ConfigChoice(given);
    }

    /** Finds the file; it need not be readable. */
    ConfigChoice.Found find() {
        return choice().find();
    }

    /** Reads it; every mistake in it goes to the person at once. */
    Config load() {
        return choice().load(err());
    }

    private PrintWriter err() {
        return spec == null ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getErr();
    }
}

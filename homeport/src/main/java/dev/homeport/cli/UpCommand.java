package dev.homeport.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code homeport up}. */
@Command(
        name = "up",
        description = {
            "Serve names, sites and data until stopped.",
            "SIGTERM and Ctrl-C finish what runs and stop; SIGHUP reloads."
        })
final class UpCommand implements Callable<Integer> {
    @Mixin private final ConfigOption option = new ConfigOption();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) throw new IllegalStateException("used outside of a command");
        CommandLine line = spec.commandLine();
        return new Serve(option.choice(), line.getOut(), line.getErr()).run();
    }

    /**
     * Reads the two forms in which {@code up} is nearly always given, {@code up} and {@code up
     * --config FILE}: bringing up the reader of command lines slows every start. Whatever else was
     * written, and every mistake in it, is left to that reader.
     */
    static Optional<ConfigChoice> plain(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("up")) return Optional.empty();
        if (arguments.length == 1) return Optional.of(new ConfigChoice(null));
        boolean named = arguments[1].equals("--config") || arguments[1].equals("-c");
        if (arguments.length != 3 || !named) return Optional.empty();
        String file = arguments[2];
        if (file.isEmpty() || file.startsWith("-") || file.startsWith("@")) return Optional.empty();
        try {
            return Optional.of(new ConfigChoice(Path.of(file)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

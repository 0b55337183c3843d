package dev.homeport.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The way in which a start is nearly always asked for. */
final class PlainUp {
    private PlainUp() {}

    /**
     * Reads the two forms in which {@code up} is nearly always given, {@code up} and {@code up
     * --config FILE}: bringing up the reader of command lines slows every start. Whatever else was
     * written, and every mistake in it, is left to that reader.
     */
    static Optional<ConfigChoice> parse(String... arguments) {
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

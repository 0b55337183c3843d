package dev.homeport.config;

import java.nio.file.Path;

/**
 * One mistake, or one doubtful thing, in a configuration file.
 *
 * @param file the file it stands in
 * @param line its line, from 1
 * @param column its column, from 1
 * @param message what is wrong
 * @param remedy what to write instead
 */
public record ConfigProblem(Path file, int line, int column, String message, String remedy) {

    /**
     * The usual one-line form that editors understand: {@code file:line:column: message; remedy}.
     */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message + "; " + remedy;
    }
}

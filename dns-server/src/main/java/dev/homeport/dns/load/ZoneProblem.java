package dev.homeport.dns.load;

import java.nio.file.Path;

/**
 * Something wrong in a zone file, with its place and what to do about it.
 *
 * @param file as it was named to the loader
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1; 0 when the whole line is meant
 * @param message what is wrong, without a final stop
 * @param remedy what to write or do instead
 */
public record ZoneProblem(
        Severity severity, Path file, int line, int column, String message, String remedy) {

    /** One line such as {@code zones/foobar.com.zone:14: MX needs …; write e.g. "10 mail"}. */
    public String text() {
        StringBuilder text = new StringBuilder().append(file);
        if (line > 0) text.append(':').append(line);
        if (column > 0) text.append(':').append(column);
        text.append(": ");
        if (severity == Severity.WARNING) text.append("warning: ");
        return text.append(message).append("; ").append(remedy).toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
